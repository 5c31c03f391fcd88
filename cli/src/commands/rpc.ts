// `robotid rpc`: a node for programs on this machine that answers nothing but what is proven.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { anchorFor } from "../anchors.js";
import { reading } from "../define.js";
import type { Session } from "../session.js";
import { untilAborted } from "../shell.js";
import { integer, nodeUrl } from "../values.js";

export function defineRpc(program: CommandUnknownOpts, session: Session): void {
  reading(
    program,
    "rpc",
    "Serve JSON-RPC on this machine: reads of the registry's chain, each proven from an anchor",
    {
      json: {
        url: "where it answers",
        chainId: "id of the chain",
        nodes: "nodes that it asks",
        seals: "what vouches for blocks: qbft, or none",
      },
      examples: ["rpc --anchor anchor.json --node http://127.0.0.1:8545"],
    },
  )
    .option(
      "--node <url>",
      "node to ask, any number of times; --rpc where it is left out",
      (url, before: readonly string[]) => [...before, nodeUrl(url)],
      [] as readonly string[],
    )
    .option(
      "--port <number>",
      "port on 127.0.0.1; 0 for any that is free",
      integer(0, 65_535),
      8546,
    )
    .option("--host <address>", "another address of this machine to answer at", "127.0.0.1")
    .option(
      "--name <host>",
      "name under which it is asked beside localhost, such as that of a container; any number of times",
      (name, before: readonly string[]) => [...before, name],
      [] as readonly string[],
    )
    .action(async ({ node, port, host, name: names }, command) => {
      const { startRpcServer } = await import("@openrobotid/sdk/endpoint");
      const { proven } = await import("@openrobotid/sdk/proof");
      const { pathKeptBy, provableBy } = await import("../proving.js");
      const anchor = await anchorFor(session, command);
      const nodes = node.length > 0 ? node : [(await session.target(command)).target.rpc];
      const { quiet, maxAge, cosigners } = session.options(command);
      const { shell } = session;
      const transport = proven(await provableBy(nodes), {
        anchor,
        maxAge,
        cosigners,
        ...(await pathKeptBy(shell, anchor)),
        onFault: ({ node: name, error, lied }) => {
          if (!quiet) shell.err(`${lied ? "✘" : "-"} ${name}: ${error.shortMessage}\n`);
        },
      });
      const server = await startRpcServer(transport, port, { host, names });
      session.stopsByItself = true;
      const answer = { url: server.url, chainId: anchor.chainId, nodes, seals: anchor.seals };
      session.answer(command, answer, () =>
        [
          `Answers at ${server.url}, for chain ${anchor.chainId}, until Ctrl-C. Reads only.`,
          anchor.seals === "qbft"
            ? "Every answer is proven under the seals of the validators."
            : "State is proven against the blocks that the node gives; nobody vouches for these.",
          "",
        ].join("\n"),
      );
      await untilAborted(shell.signal);
      await server.close();
    });
}
