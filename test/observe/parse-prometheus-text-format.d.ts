declare module "parse-prometheus-text-format" {
  /** A family of metrics. */
  export interface Family {
    readonly name: string;
    readonly help: string;
    readonly type: "COUNTER" | "GAUGE" | "HISTOGRAM";
    readonly metrics: readonly {
      readonly value?: string;
      readonly labels?: Readonly<Record<string, string>>;
      /** Of a histogram, by their upper bounds; its other labels, sum and count are not read. */
      readonly buckets?: Readonly<Record<string, string>>;
    }[];
  }
  export default function parse(text: string): Family[];
}
