// A node's RPC, opened as a member opens it: over TLS by a certificate of the tests' own authority, for those with a token. The
// certificate holds for a hundred years and 127.0.0.1; its key guards nothing.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NodeProcess } from "../../runner/node-process.js";
import { makeJwtKeys, makeToken, type TokenUse } from "../../src/rpc-access/jwt.js";
import { openRpc } from "../../src/rpc-access/member-rpc.js";

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The authority of the certificate. */
export const AUTHORITY = file("../../../sdk/test/endpoint/certificate.pem");

/** Who may ask an opened RPC, and how. */
export interface Opened {
  /** The address with the authority, and no token. */
  readonly withoutToken: string;
  /** The address with the authority, and a token for a use. */
  readonly endpointFor: (use: TokenUse) => Promise<string>;
}

/** Opens the RPC of a node, which is started again afterwards. */
export function openRpcOf({ node, folder }: NodeProcess, keys: string): Opened {
  mkdirSync(keys, { recursive: true });
  const { privateKey, publicKey } = makeJwtKeys(keys);
  copyFileSync(publicKey, join(folder.root, "jwt-public.pem"));
  for (const name of ["rpc.p12", "rpc-password"]) {
    copyFileSync(file(name), join(folder.root, name));
  }
  openRpc(folder.root, {
    address: "127.0.0.1",
    names: ["localhost"],
    keystore: "rpc.p12",
    keystorePasswordFile: "rpc-password",
    jwtPublicKey: "jwt-public.pem",
  });
  const withoutToken = `https://127.0.0.1:${node.rpcPort}#ca-file=${AUTHORITY}`;
  return {
    withoutToken,
    endpointFor: async (use) => {
      const tokenFile = join(keys, `${use}.token`);
      writeFileSync(tokenFile, await makeToken({ privateKey, use, name: use, days: 1 }));
      return `${withoutToken}&token-file=${tokenFile}`;
    },
  };
}
