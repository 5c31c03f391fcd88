// Where a node answers, and what it takes to be let in: an address, and after `#` the files with token and authority.
//
//   https://rpc.example:8545#token-file=/run/keys/token&ca-file=/etc/ssl/member-ca.pem
//
// What follows `#` is never sent. So one text is enough wherever a node is named: in an option, a setting, a list.

/** A node's endpoint. */
export interface Endpoint {
  /** The address that is asked, without what follows `#`. */
  readonly url: string;
  /** File with the token (JWT) that the node asks for. It is read for each request: tokens expire and are replaced. */
  readonly tokenFile?: string;
  /** File with the certificates (PEM) that its certificate must come from, in place of the public authorities. */
  readonly caFile?: string;
}

/** A text that names no endpoint, a file that cannot be read, or a node that refuses who asks. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
  /** The file with token or authority that cannot be read; `undefined` where something else is wrong. */
  readonly file: string | undefined;

  constructor(
    message: string,
    { file, cause }: { readonly file?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.file = file;
  }
}

const FILES = { "token-file": "tokenFile", "ca-file": "caFile" } as const;

/**
 * Reads an endpoint.
 *
 * @throws EndpointError where it is no http or https address, or where something else than files follows `#`.
 */
export function parseEndpoint(text: string): Endpoint {
  const [url = "", ...rest] = text.trim().split("#");
  const fragment = rest.join("#");
  if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    throw new EndpointError(`"${shownAddress(url)}" is no http or https address of a node.`);
  }
  const endpoint: { url: string; tokenFile?: string; caFile?: string } = { url };
  for (const [name, path] of new URLSearchParams(fragment)) {
    if (!(name in FILES) || path === "") {
      // What was given may be a token, and is not repeated.
      throw new EndpointError(
        `"${name}=" after # of ${shownAddress(url)} is not part of an endpoint. Expected token-file=PATH, ca-file=PATH, or both with & between them.`,
      );
    }
    endpoint[FILES[name as keyof typeof FILES]] = path;
  }
  if (endpoint.caFile !== undefined && !url.startsWith("https:")) {
    throw new EndpointError(
      `${shownAddress(url)} has a ca-file, but no TLS: expected an https address.`,
    );
  }
  return endpoint;
}

/** An address as it may be shown: without a name and password before its host. */
export function shownAddress(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]*@/, "$1…@");
}

/** Whether a text names an endpoint. */
export function isEndpoint(text: string): boolean {
  try {
    parseEndpoint(text);
    return true;
  } catch {
    return false;
  }
}
