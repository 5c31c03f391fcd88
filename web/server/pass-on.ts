// Passes requests on to the API and the vault, so that they and the pages are under one address.
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { proxy } from "hono/proxy";

/** Methods that `fetch` sends to nobody. */
const NOT_SENT = ["CONNECT", "TRACE", "TRACK"];

/** Passes a request on as it is; says so where the API cannot be reached. */
export async function passOn(
  context: Context,
  apiUrl: string,
  name: "API" | "vault" = "API",
): Promise<Response> {
  const { pathname, search } = new URL(context.req.url);
  const { method } = context.req;
  const target = `${apiUrl}${pathname}${search}`;
  try {
    if (NOT_SENT.includes(method)) return refuseMethod(context, await methodsAt(target));
    return await proxy(target, {
      raw: context.req.raw,
      redirect: "manual",
      headers: { ...context.req.header(), ...forwardedFor(context) },
    } as Parameters<typeof proxy>[1]);
  } catch {
    return context.json(
      {
        type: "about:blank",
        title: `The ${name} cannot be reached`,
        status: 503,
        detail: `The server of the pages is running and could not reach the ${name}. Try again later.`,
        instance: pathname,
      },
      503,
      {
        "content-type": "application/problem+json",
        "retry-after": "10",
        "cache-control": "no-store",
      },
    );
  }
}

/** The methods that the API has at an address, as its `Allow` lists them; none where it has no such path. */
async function methodsAt(target: string): Promise<string> {
  const { headers } = await fetch(target, { method: "OPTIONS" });
  return headers.get("allow") ?? "";
}

function refuseMethod(context: Context, allow: string): Response {
  const { method, path } = context.req;
  return context.json(
    {
      type: "about:blank",
      title: "Not a method of this path",
      status: 405,
      detail: `Found ${method}, expected ${allow === "" ? "no request at all" : allow}.`,
      instance: path,
    },
    405,
    { "content-type": "application/problem+json", allow },
  );
}

/** Who asks, for the API's limits: it believes this from the proxies that it trusts. */
export function forwardedFor(context: Context): Record<string, string> {
  const before = context.req.header("x-forwarded-for");
  const address = getConnInfo(context).remote.address;
  const chain = [before, address].filter((one) => one !== undefined).join(", ");
  return chain === "" ? {} : { "x-forwarded-for": chain };
}
