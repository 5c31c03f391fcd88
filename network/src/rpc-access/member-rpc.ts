// Opens the RPC of a node to the member's own systems: over TLS, for those who show a token. Closed is how it is delivered.
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { parse, stringify } from "smol-toml";
import { writeWhole } from "../../permissioner/whole-file.js";
import type { BesuOptions } from "../besu-config.js";

/** How the RPC is opened. Paths as Besu reads them: from the folder it is started in. */
export interface MemberRpc {
  /** Address of the interface to listen on. Not every interface: the one of the member's own network. */
  readonly address: string;
  /** Names and addresses by which its systems call it; Besu refuses others (DNS rebinding). */
  readonly names: readonly string[];
  /** PKCS #12 with the key and certificate. */
  readonly keystore: string;
  readonly keystorePasswordFile: string;
  /** Public key of the tokens. */
  readonly jwtPublicKey: string;
}

/** The options of Besu that open it. */
export function memberRpcOptions({ address, names, ...files }: MemberRpc): BesuOptions {
  if (isIP(address) === 0) {
    throw new UserError(`"${address}" is no address of an interface, such as 10.0.0.5.`);
  }
  if (address === "0.0.0.0" || address === "::") {
    throw new UserError(
      `${address} is every interface, the public one too. Give the address of the internal one.`,
    );
  }
  return {
    "rpc-http-host": address,
    "host-allowlist": [...new Set([address, ...names])],
    "rpc-http-authentication-enabled": true,
    "rpc-http-authentication-jwt-public-key-file": files.jwtPublicKey,
    "rpc-http-tls-enabled": true,
    "rpc-http-tls-keystore-file": files.keystore,
    "rpc-http-tls-keystore-password-file": files.keystorePasswordFile,
    "rpc-http-tls-protocols": ["TLSv1.3"],
  };
}

/** Writes them into the config.toml of a member's folder. Takes effect when Besu is restarted. */
export function openRpc(folder: string, rpc: MemberRpc): void {
  const config = join(folder, "config.toml");
  for (const file of [rpc.keystore, rpc.keystorePasswordFile, rpc.jwtPublicKey]) {
    if (!existsSync(join(folder, file))) {
      throw new UserError(
        `${join(folder, file)} is not there. Besu reads it from the folder it is started in.`,
      );
    }
  }
  const options = parse(readFileSync(config, "utf8"));
  const apis = options["rpc-http-api"];
  const open = ["ADMIN", "DEBUG", "MINER", "PLUGINS", "TRACE"].filter(
    (api) => Array.isArray(apis) && apis.includes(api),
  );
  if (open.length > 0) {
    throw new UserError(
      `${config} has ${open.join(", ")} in rpc-http-api. Take it out: no such method is given out.`,
    );
  }
  writeWhole(config, stringify({ ...options, ...memberRpcOptions(rpc) }), 0o644);
}
