/** Stands in for Next.js: finds the route of a path, and hands the request to its function. */
import { serve } from "@hono/node-server";

async function answer(request: Request): Promise<Response> {
  const isInbox = new URL(request.url).pathname === "/inbox";
  const { POST } = isInbox ? await import("./app/inbox/route.ts") : await import("./app/hooks/[webhook]/route.ts");
  return request.method === "POST" ? POST(request) : new Response(null, { status: 405 });
}

serve({ fetch: answer, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
