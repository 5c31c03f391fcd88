// `robotid relay`: submits what others signed, for people who have no account on the chain.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { connect } from "../connection.js";
import { reading } from "../define.js";
import type { Session } from "../session.js";
import { untilAborted } from "../shell.js";
import { integer } from "../values.js";

export function defineRelay(program: CommandUnknownOpts, session: Session): void {
  reading(
    program,
    "relay",
    "Serve on this machine: takes consents and acts that others signed by POST, and submits them",
    {
      json: {
        url: "where it takes them",
        chainId: "id of the chain",
        from: "account that submits",
      },
      examples: ["relay --keystore relay.json --password-file password --port 8548"],
    },
  )
    .option(
      "--port <number>",
      "port on 127.0.0.1; 0 for any that is free",
      integer(0, 65_535),
      8548,
    )
    .option("--host <address>", "another address of this machine to answer at", "127.0.0.1")
    .option("--most-waiting <number>", "most requests that wait at once", integer(1, 1000), 32)
    .action(async ({ port, host, mostWaiting }, command) => {
      const { listenLocally } = await import("@openrobotid/sdk/endpoint");
      const { relay } = await import("../relay.js");
      const { shell } = session;
      const { target, deployment } = await session.target(command);
      const account = await session.signer(command);
      const client = await connect(target.rpc, deployment, { account });
      const { chainId } = deployment;
      const { quiet } = session.options(command);
      const handler = relay({
        client,
        mostWaiting,
        timeout: 60_000,
        onSubmitted: (id, transaction) => {
          if (!quiet) shell.err(`${id}: ${transaction}\n`);
        },
      });
      const server = await listenLocally(handler, port, host);
      session.stopsByItself = true;
      const from = account.address;
      session.answer(
        command,
        { url: server.url, chainId, from },
        () =>
          `Takes signed consents and acts at ${server.url}, for chain ${chainId}, until Ctrl-C. ${from} submits them.\n`,
      );
      await untilAborted(shell.signal);
      await server.close();
    });
}
