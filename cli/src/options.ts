// Options that every command takes.
import type { Command } from "@commander-js/extra-typings";
import { address, integer, nodeUrl, seconds } from "./values.js";

/** Puts the options that every command takes on the program. */
export function addGlobalOptions(program: Command) {
  return program
    .option("--json", "answer in JSON, on one line")
    .option("--profile <name>", "registry of the configuration file to use")
    .option("--config <file>", "another configuration file")
    .option("--rpc <url>", "address of the node; after #, token-file=PATH&ca-file=PATH", nodeUrl)
    .option(
      "--deployment <file>",
      "addresses of the registry: deployments/<chainId>.json, as a path or an address on the web",
    )
    .option(
      "--verify-against <url>",
      "another member's node: one honest one of the two is enough for a proof; without proofs, both must say the same",
      nodeUrl,
    )
    .option(
      "--anchor <file>",
      "what proofs begin with; that of the deployment file where it is left out",
    )
    .option(
      "--max-age <seconds>",
      "greatest age of the newest block; where it is left out, 90 if validators seal the blocks and any if nothing is proven or nobody does",
      integer(1),
    )
    .option(
      "--cosigners <number>",
      "how many of the anchor's witnesses must have cosigned a block; as many as the anchor asks for where it is left out",
      integer(0),
    )
    .option("--no-prove", "believe the node: read without a proof")
    .option(
      "--keystore <file>",
      "encrypted key that signs (Ethereum JSON V3), or the name of one of Foundry's",
    )
    .option("--password-file <file>", "file with the keystore's password")
    .option("--from <account>", "who acts: needs no key in a dry run", address)
    .option("--timeout <seconds>", "longest that the command may take", seconds)
    .option("--quiet", "no progress")
    .option("--no-color", "no colours, on a terminal either");
}

/** What they give. */
export type GlobalOptions = ReturnType<ReturnType<typeof addGlobalOptions>["opts"]>;

/** Where the pages of the sandbox answer, unless ROBOTID_SANDBOX says otherwise. */
export const SANDBOX_ADDRESS = "http://127.0.0.1:8080";

/** Environment variables that the command reads, and what they say. */
export const ENVIRONMENT = {
  ROBOTID_PROFILE: "Profile to use; `--profile` overrides it",
  ROBOTID_RPC: "Address of the node; `--rpc` overrides it",
  ROBOTID_DEPLOYMENT: "Path of the deployment file; `--deployment` overrides it",
  ROBOTID_SANDBOX: `Address of the sandbox's pages; \`${SANDBOX_ADDRESS}\` without it`,
  ROBOTID_PRIVATE_KEY: "Private key that signs, 0x and 64 hexadecimal digits",
  ROBOTID_KEYSTORE: "Path of the keystore file that signs; `--keystore` overrides it",
  ROBOTID_PASSWORD: "The keystore's password",
  ROBOTID_PASSWORD_FILE: "File with the keystore's password; `--password-file` overrides it",
  NO_COLOR: "No colours, for any value",
  XDG_CONFIG_HOME: "Folder of configuration files; `~/.config` without it",
  XDG_CACHE_HOME: "Folder of caches; `~/.cache` without it",
} as const;
