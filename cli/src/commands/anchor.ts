// `robotid anchor`: what proofs begin with, and whether a node can prove its newest block from it.
import { resolve } from "node:path";
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import type { Anchor } from "@openrobotid/sdk/proof";
import { anchorFor } from "../anchors.js";
import { group, reading } from "../define.js";
import { usageFailure } from "../failure.js";
import { readBytes } from "../read-file.js";
import type { Session } from "../session.js";
import { type Layout, moment } from "../text.js";
import { integer } from "../values.js";

const ANSWER = {
  format: "open-robot-id-anchor",
  version: "version of the format: 1",
  chainId: "id of the chain",
  genesisHash: "hash of block 0",
  seals: "what vouches for a block: qbft, or none",
  validators: "who seals block 1; nobody where blocks are not sealed",
  contracts: "address and codeHash of each contract, by name",
  founding:
    "count and head of the logs that block 0 begins with, by contract; missing where blocks are not sealed",
} as const;

export function defineAnchor(program: CommandUnknownOpts, session: Session): void {
  const anchor = group(
    program,
    "anchor",
    "What a proof begins with: the chain, its first validators, the contracts' code",
  ) as never;

  reading(anchor, "show", "Print an anchor, as its file is written", {
    json: ANSWER,
    examples: ["anchor show --anchor anchor.json"],
  }).action(async (_options, command) => {
    await print(session, command, await anchorFor(session, command));
  });

  reading(
    anchor,
    "make",
    "Print the anchor that the node tells: believe it only where the node is your own",
    { json: ANSWER, examples: ["anchor make --seals none"] },
  )
    .addOption(
      new Option("--seals <kind>", "qbft where validators seal the blocks, none where nobody does")
        .choices(["qbft", "none"] as const)
        .makeOptionMandatory(),
    )
    .action(async ({ seals }, command) => {
      const { readAnchor } = await import("@openrobotid/sdk/proof");
      const { deployment } = await session.target(command);
      const client = await session.client(command);
      const made = await readAnchor(client, { deployment, seals });
      await print(session, command, made);
    });

  reading(
    anchor,
    "witness",
    "Print the anchor with the witnesses of a list, which it proves, and how many of them must vouch for a block; needs no network",
    {
      json: {
        ...ANSWER,
        witnesses: "seat, key and address of each",
        cosigners: "how many of them must have cosigned a block",
      },
      examples: ["anchor witness --witnesses witnesses.cbor --ask 3 --anchor anchor.json"],
    },
  )
    .requiredOption("--witnesses <file>", "the list of the seats' witnesses")
    .requiredOption("--ask <number>", "how many of them must have cosigned a block", integer(1))
    .action(async ({ witnesses: file, ask: cosigners }, command) => {
      const { verifyWitnessList } = await import("@openrobotid/sdk/witness");
      const made = await anchorFor(session, command);
      const list = new Uint8Array(readBytes(resolve(session.shell.cwd, file)));
      const { witnesses } = await verifyWitnessList(list, { anchor: made });
      if (cosigners > witnesses.length) {
        throw usageFailure(
          `${cosigners} witnesses are asked for, and the list names ${witnesses.length}.`,
          `Give --ask a number up to ${witnesses.length}.`,
        );
      }
      const keys = witnesses.map(({ seat, key, url }) => ({ seat, key, url }));
      await print(session, command, { ...made, witnesses: keys, cosigners });
    });

  reading(
    anchor,
    "check",
    "Prove the newest block of the node from an anchor, and say who vouches for it",
    {
      json: {
        chainId: "id of the chain",
        number: "number of the newest block that was proven",
        hash: "its hash",
        timestamp: "its time, in seconds",
        ageSeconds: "how old it is, by the clock of this machine",
        sealers: "validators that sealed it; null where nobody vouches for blocks of the chain",
        cosigners:
          "numbers of the seats whose witnesses vouch for it; null where none were asked for",
        steps: "how often the set of validators has changed since the anchor",
        node: "the node that proved it",
      },
      examples: ["anchor check --anchor anchor.json"],
    },
  ).action(async (_options, command) => {
    const checked = await check(session, command, await anchorFor(session, command));
    session.answer(command, checked, (layout) => render(checked, layout));
  });
}

async function print(session: Session, command: CommandUnknownOpts, anchor: Anchor): Promise<void> {
  const { formatAnchor } = await import("@openrobotid/sdk/proof");
  const text = formatAnchor(anchor);
  session.answer(command, JSON.parse(text), () => text);
}

type Checked = Awaited<ReturnType<typeof check>>;

async function check(session: Session, command: CommandUnknownOpts, anchor: Anchor) {
  const { maxAge, cosigners: wanted } = session.options(command);
  const { createClient } = await import("viem");
  const { proven } = await import("@openrobotid/sdk/proof");
  const { provableBy } = await import("../proving.js");
  const { target } = await session.target(command);
  const nodes = [target.rpc, ...(target.verifyAgainst ? [target.verifyAgainst] : [])];
  const transports = await provableBy(nodes);
  const { transport } = createClient({
    transport: proven(transports, { anchor, maxAge, cosigners: wanted }),
  });
  const { sealers, cosigners, ...head } = await transport.proof.head();
  const steps = sealers ? (await transport.proof.path()).steps.length : 0;
  return {
    chainId: anchor.chainId,
    ...head,
    ageSeconds: Math.floor(Date.now() / 1000) - head.timestamp,
    sealers: sealers ?? null,
    cosigners: cosigners ?? null,
    steps,
  };
}

function render(
  { number, timestamp, ageSeconds, sealers, cosigners, steps, node }: Checked,
  layout: Layout,
) {
  return layout.fields([
    ["proven", `block ${number} of ${moment(timestamp)}, ${ageSeconds} s old`],
    ["by", sealers ? sealers.join(", ") : "nobody: no validators seal the blocks of this chain"],
    ["witnesses", cosigners ? `of seats ${cosigners.join(", ")}` : "none were asked for"],
    ["changes of the set", String(steps)],
    ["node", node],
  ]);
}
