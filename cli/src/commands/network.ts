// `robotid network`: how the chain is, and whether the contracts on it are those of the deployment file.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { Address } from "viem";
import type { RegistryClient } from "../connection.js";
import { group, reading } from "../define.js";
import { EXIT } from "../exit-codes.js";
import type { Session } from "../session.js";
import { count, type Layout, moment } from "../text.js";
import { integer } from "../values.js";

/** How many of the latest blocks are looked at by default. */
const BLOCKS = 40;

export function defineNetwork(program: CommandUnknownOpts, session: Session): void {
  const network = group(
    program,
    "network",
    "The chain: blocks, validators, and the code of the contracts",
  ) as never;
  reading(
    network,
    "status",
    "Say how the chain is, who seals its blocks, and whether the code is that of the deployment file",
    {
      json: {
        chainId: "id of the chain",
        block:
          "number, timestamp (seconds) and ageSeconds of the latest block, by the clock of this machine",
        syncing: "whether the node is still catching up",
        peers: "number of its peers; null where it does not say",
        validators:
          "those that the consortium names: validator, seat, name, sealed (blocks of those looked at)",
        sealedByOthers: "blocks of those looked at that nobody of them sealed",
        blocksLookedAt: "how many of the latest blocks were looked at",
        contracts:
          "name, address, codeHash on the chain, and whether it is the one of the deployment file (matches)",
      },
      examples: ["network status", "network status --json"],
    },
  )
    .option(
      "--blocks <count>",
      "how many of the latest blocks to look at",
      integer(1, 1_000),
      BLOCKS,
    )
    .action(async ({ blocks }, command) => {
      const { deployment } = await session.target(command);
      const client = await session.client(command);
      const status = await statusOf(client, deployment, blocks);
      if (status.contracts.some(({ matches }) => !matches)) session.exitCode = EXIT.mismatch;
      session.answer(command, status, (layout) => render(status, layout));
    });
}

type Status = Awaited<ReturnType<typeof statusOf>>;

async function statusOf(client: RegistryClient, deployment: Deployment, blocks: number) {
  const { number, timestamp } = await client.getBlock();
  const [syncing, peers, validators, contracts] = await Promise.all([
    client.request({ method: "eth_syncing" } as never),
    peersOf(client),
    validatorsOf(client, number, blocks),
    codeOf(client, deployment, number),
  ]);
  return {
    chainId: deployment.chainId,
    block: {
      number,
      timestamp: Number(timestamp),
      ageSeconds: Math.floor(Date.now() / 1000) - Number(timestamp),
    },
    syncing: Boolean(syncing),
    peers,
    ...validators,
    contracts,
  };
}

/** Nodes are often set up not to tell: that is no fault. */
async function peersOf(client: RegistryClient): Promise<number | undefined> {
  try {
    return Number(await client.request({ method: "net_peerCount" } as never));
  } catch {
    return undefined;
  }
}

async function validatorsOf(client: RegistryClient, latest: bigint, blocks: number) {
  const [named, seats] = await Promise.all([
    client.getValidators({ blockNumber: latest }),
    client.getSeats({ blockNumber: latest }),
  ]);
  const first = latest - BigInt(blocks) + 1n;
  const numbers: bigint[] = [];
  // The genesis block has no sealer.
  for (let number = first < 1n ? 1n : first; number <= latest; number += 1n) numbers.push(number);
  const sealers = await Promise.all(
    numbers.map(async (blockNumber) =>
      (await client.getBlock({ blockNumber })).miner.toLowerCase(),
    ),
  );
  const sealedBy = (validator: Address) =>
    sealers.filter((sealer) => sealer === validator.toLowerCase()).length;
  const validators = named.map((validator) => {
    const seat = seats.find((one) => one.validator === validator);
    return { validator, seat: seat?.seat, name: seat?.name, sealed: sealedBy(validator) };
  });
  const sealedByThem = validators.reduce((sum, { sealed }) => sum + sealed, 0);
  return {
    validators,
    sealedByOthers: sealers.length - sealedByThem,
    blocksLookedAt: sealers.length,
  };
}

async function codeOf(client: RegistryClient, { contracts }: Deployment, blockNumber: bigint) {
  const { keccak256 } = await import("viem");
  return await Promise.all(
    Object.entries(contracts).map(async ([name, { address, codeHash: expected }]) => {
      const codeHash = keccak256((await client.getCode({ address, blockNumber })) ?? "0x");
      return { name, address, codeHash, matches: codeHash === expected.toLowerCase() };
    }),
  );
}

function render(status: Status, layout: Layout): string {
  const { chainId, block, syncing, peers, validators, sealedByOthers, blocksLookedAt, contracts } =
    status;
  return [
    layout.fields([
      ["chain", String(chainId)],
      ["block", `${block.number}, ${moment(block.timestamp)}, ${ageText(block.ageSeconds)}`],
      ["node", syncing ? { text: "is still catching up", paint: "yellow" } : "is up to date"],
      ["peers", peers === undefined ? "the node does not say" : String(peers)],
    ]),
    layout.table(
      ["validator", "seat", "name", `sealed of the last ${blocksLookedAt}`],
      validators.map(({ validator, seat, name = "", sealed }) => [
        validator,
        String(seat ?? "unknown"),
        name,
        sealed === 0 ? { text: "none", paint: "yellow" } : String(sealed),
      ]),
      "The consortium names no validator.",
    ) + (sealedByOthers > 0 ? `${count(sealedByOthers, "block")} sealed by none of them.\n` : ""),
    layout.table(
      ["contract", "address", "code"],
      contracts.map(({ name, address, matches }) => [
        name,
        address,
        matches
          ? { text: "as deployed", paint: "green" }
          : { text: "another than the deployment file says", paint: "red" },
      ]),
      "The deployment file names no contract.",
    ),
  ].join("\n");
}

function ageText(seconds: number): string {
  return seconds < 0
    ? `ahead of this machine by ${count(-seconds, "second")}`
    : `${count(seconds, "second")} old`;
}
