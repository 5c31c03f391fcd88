// Asks a node over HTTP: with its token, by the certificates of its own authority, and with a word where it refuses.
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { type Endpoint, EndpointError, shownAddress } from "./endpoint.js";

/**
 * `fetch` for one endpoint. It throws `EndpointError` where the node answers 401 or 403.
 *
 * @param plain What asks an endpoint without an authority of its own; the `fetch` of the process if left out.
 */
export function endpointFetch(
  { url, tokenFile, caFile }: Endpoint,
  plain: typeof fetch = (input, init) => fetch(input, init),
): typeof fetch {
  return async (input, init) => {
    // One shape for both ways of calling fetch; the body is a JSON-RPC request and small.
    const asked = new Request(input, init);
    const body = await asked.text();
    const headers = new Headers(asked.headers);
    if (tokenFile !== undefined) {
      headers.set("authorization", `Bearer ${read(tokenFile, "the token").trim()}`);
    }
    // The address as it is asked: a name and password in it have become a header by now.
    const { url: address, method, signal } = asked;
    const response =
      caFile === undefined
        ? await plain(address, { method, headers, signal, ...(body !== "" && { body }) })
        : await overTls(address, {
            method,
            headers,
            signal,
            body,
            ca: read(caFile, "the authority"),
          });
    if (response.status === 401 || response.status === 403) {
      throw new EndpointError(
        refusal(shownAddress(url), response.status, tokenFile, methodOf(body)),
      );
    }
    return response;
  };
}

function refusal(
  url: string,
  status: number,
  tokenFile: string | undefined,
  method: string,
): string {
  const why =
    tokenFile === undefined
      ? "it asks for a token, and none is given (add #token-file=PATH to its address)"
      : `the token in ${tokenFile} has expired, is of another key, or does not allow that method`;
  return `${url} answers ${status} to ${method}: ${why}.`;
}

function methodOf(body: string): string {
  try {
    const call: unknown = JSON.parse(body);
    const { method } = (Array.isArray(call) ? call[0] : call) as { method?: unknown };
    return typeof method === "string" ? method : "a request";
  } catch {
    return "a request";
  }
}

function read(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "EISDIR" ? "it is a folder, and a file is needed" : message;
    throw new EndpointError(`${file}, with ${what} of a node, cannot be read: ${why}`, {
      file,
      cause,
    });
  }
}

interface TlsRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly body: string;
  readonly ca: string;
}

/** `fetch` of Node takes no authority for one address alone; `node:https` does. */
async function overTls(
  url: string,
  { method, headers, signal, body, ca }: TlsRequest,
): Promise<Response> {
  return await new Promise((resolve, reject) => {
    const options = { method, headers: Object.fromEntries(headers), signal, ca };
    const asking = request(url, options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.once("error", reject);
      incoming.once("end", () => {
        const type = incoming.headers["content-type"];
        resolve(
          new Response(Buffer.concat(chunks), {
            status: incoming.statusCode ?? 500,
            ...(type !== undefined && { headers: { "content-type": type } }),
          }),
        );
      });
    });
    asking.once("error", reject);
    asking.end(body);
  });
}
