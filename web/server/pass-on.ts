// Passes requests on to the API, so that pages and API are under one address.
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { proxy } from "hono/proxy";

/** Passes a request on as it is; says so where the API cannot be reached. */
export async function passOn(context: Context, apiUrl: string): Promise<Response> {
  const { pathname, search } = new URL(context.req.url);
  try {
    return await proxy(`${apiUrl}${pathname}${search}`, {
      raw: context.req.raw,
      redirect: "manual",
      headers: { ...context.req.header(), ...forwardedFor(context) },
    } as Parameters<typeof proxy>[1]);
  } catch {
    return context.json(
      {
        type: "about:blank",
        title: "The API cannot be reached",
        status: 503,
        detail: "The server of the pages is running and could not reach the API. Try again later.",
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

/** Who asks, for the API's limits: it believes this from the proxies that it trusts. */
export function forwardedFor(context: Context): Record<string, string> {
  const before = context.req.header("x-forwarded-for");
  const address = getConnInfo(context).remote.address;
  const chain = [before, address].filter((one) => one !== undefined).join(", ");
  return chain === "" ? {} : { "x-forwarded-for": chain };
}
