// `network jwt …` and `network open-rpc`: who may call a node.
import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { keyFiles, MOST_DAYS, makeJwtKeys, makeToken, TOKEN_USES, type TokenUse } from "./jwt.js";
import { openRpc } from "./member-rpc.js";

export function jwtCommand(): Command {
  const jwt = new Command("jwt").description("tokens for the RPC of a node");
  jwt
    .command("keys")
    .description("make the key pair that tokens are signed with")
    .requiredOption("--out <folder>", "folder for jwt-private.pem and jwt-public.pem")
    .action(({ out }: { out: string }) => {
      const { privateKey, publicKey } = makeJwtKeys(resolve(out));
      console.log(`Private key: ${privateKey} (stays where tokens are made)`);
      console.log(`Public key:  ${publicKey} (rpc-http-authentication-jwt-public-key-file)`);
    });
  jwt
    .command("token")
    .description("print a token; anyone who has it may call what it is for")
    .requiredOption("--keys <folder>", "folder that `jwt keys` wrote to")
    .requiredOption("--name <name>", "whom it is for")
    .addOption(
      new Option("--for <use>", "what it is for")
        .choices(Object.keys(TOKEN_USES))
        .makeOptionMandatory(),
    )
    .option("--days <days>", `how long it holds, at most ${MOST_DAYS}`, daysOf, 30)
    .action(async (options: { keys: string; name: string; for: TokenUse; days: number }) => {
      const { privateKey } = keyFiles(resolve(options.keys));
      const { name, days, for: use } = options;
      console.log(await makeToken({ privateKey, name, days, use }));
    });
  return jwt;
}

export function openRpcCommand(): Command {
  return new Command("open-rpc")
    .description(
      "open the RPC of a node to the member's own systems, over TLS, for those with a token",
    )
    .requiredOption("--folder <folder>", "the member's folder; the files below are in it")
    .requiredOption("--address <address>", "address of the internal interface")
    .option("--name <name…>", "names by which it is called", collect, [])
    .option("--keystore <file>", "PKCS #12 with key and certificate", "rpc.p12")
    .option("--keystore-password <file>", "file with its password", "rpc-password")
    .option("--jwt-public-key <file>", "public key of the tokens", "jwt-public.pem")
    .action(
      (
        options: Record<
          "folder" | "address" | "keystore" | "keystorePassword" | "jwtPublicKey",
          string
        > & { name: string[] },
      ) => {
        const { address, name: names, keystore, keystorePassword, jwtPublicKey } = options;
        const folder = resolve(options.folder);
        openRpc(folder, {
          address,
          names,
          keystore,
          keystorePasswordFile: keystorePassword,
          jwtPublicKey,
        });
        console.log(
          `config.toml in ${folder} opens the RPC on ${address}, over TLS, to those with a token.`,
        );
        console.log("It takes effect when Besu is restarted.");
      },
    );
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function daysOf(text: string): number {
  const days = Number(text);
  if (days > 0 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`Expected a number above 0, at most ${MOST_DAYS}.`);
}
