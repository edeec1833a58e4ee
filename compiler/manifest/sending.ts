import { checkedFields, checkedRecord } from "./checked.ts";
import type { Directive, Stages, UnitSpec } from "./directive.ts";
import { everythingKept, type Kept, kept } from "./directives/kept.ts";
import { log } from "./directives/log.ts";
import { pagination } from "./directives/pagination.ts";
import { request } from "./directives/request.ts";
import { response, responseKey, responseRecord } from "./directives/response.ts";
import { type Elsewhere, notInComponent } from "./elsewhere.ts";
import { type RecordShape, record } from "./shape.ts";
import { stages } from "./stages.ts";

/** An object of directives: what may stand in it, and the units that come of it. */
export interface Directives {
  readonly root: RecordShape;
  readonly units: readonly UnitSpec[];
}

/** Some directives in one object. */
export function together(directives: readonly Directive[], elsewhere: Elsewhere): Directives {
  return {
    root: record(Object.assign({}, ...directives.map(({ keys }) => keys)), { elsewhere }),
    units: directives.flatMap(({ units }) => units),
  };
}

/** A request to a service that imlc sends; what it `keeps` of the answer, and whether it `makes` something of its items. */
export function sending(at: Stages, keeps: readonly Kept[], elsewhere: Elsewhere = {}, makes = false): Directives {
  const directives = [request(at, makes), response(at, keeps, makes), pagination(at, makes), log];
  return together(directives, { ...notInComponent, ...elsewhere });
}

/** The `response` of a request that is only checked. */
export const checkedResponse: RecordShape = checkedRecord(responseRecord([]));

/** The same of a request that may keep whatever a connection does. */
export const checkedKeeping: RecordShape = {
  ...responseRecord(everythingKept),
  fields: { ...checkedResponse.fields, ...kept },
};

const { root } = sending(stages.module, []);
const checkedKeys = { ...checkedFields(root.fields), response: responseKey(checkedResponse) };

/** A request that is only checked, with some keys of its own. */
export function checkedSending(more: RecordShape["fields"] = {}): RecordShape {
  return { ...root, fields: { ...checkedKeys, ...more } };
}
