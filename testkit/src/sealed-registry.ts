// The registry of the tests under sealed blocks: its founders' validators are replaced, one after the other, three times.

import { getValidators, robotIdActions } from "@openrobotid/sdk/actions";
import { type Anchor, type ProvenOptions, proven } from "@openrobotid/sdk/proof";
import { type Address, createClient, type EIP1193RequestFn, type Transport } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getBlockNumber } from "viem/actions";
import { chain, clientOf, connection, deployment, time } from "./chain.js";
import { SealedChain, type Validator, validator } from "./sealed.js";

const SEATS = ["CN", "ES", "MX", "DE"] as const;

/** How often each seat replaces its validator after the first anchor. */
export const ROUNDS = 3;

/** All validators of all times, in the order in which they come. */
export const validators: readonly Validator[] = Array.from({ length: ROUNDS + 1 }, (_, round) =>
  SEATS.map((seat) => validator(`${seat} ${round}`)),
).flat();

/** A node of the development chain underneath. */
export const request = connection.provider.request.bind(connection.provider) as EIP1193RequestFn;

/** The chain as it is sealed from the next block on; with `alter`, another one that the same validators seal. */
export async function sealFromNow(
  alter: NonNullable<ConstructorParameters<typeof SealedChain>[0]["alter"]> = (header) => header,
): Promise<SealedChain> {
  return new SealedChain({
    alter,
    request,
    validators,
    unsealedTo: await newest(),
    validatorsAt: async (blockNumber) => await setAt(blockNumber),
  });
}

/** Replaces the validators of all seats, one block after the other. */
export async function replaceAll(round: number): Promise<void> {
  for (const [index, seat] of SEATS.entries()) {
    const { key } = validators[round * SEATS.length + index] as Validator;
    const client = clientOf(seat);
    const binding = await client.signValidatorBinding({
      seat: BigInt(index + 1),
      account: privateKeyToAccount(key),
    });
    await client.rotateValidatorSync(binding);
    // Blocks in which nothing changes, as there are on any chain.
    await connection.provider.request({ method: "hardhat_mine", params: ["0x3"] });
  }
}

/** An anchor whose path begins at the newest block. */
export async function anchorNow(sealed: SealedChain): Promise<Anchor> {
  const number = await newest();
  const { hash } = await sealed.header(number);
  const set = await setAt(BigInt(number));
  return {
    chainId: deployment.chainId,
    genesisHash: (await sealed.header(0)).hash,
    validators: set,
    contracts: deployment.contracts,
    seals: "qbft",
    checkpoint: { number: BigInt(number), hash, validators: set },
  };
}

/** The time of the newest block, as a clock. */
export async function clock(): Promise<() => number> {
  const now = await time.latest();
  return () => now;
}

/** A client over proven reads. */
export async function provingClient(
  transports: Transport | readonly Transport[],
  options: ProvenOptions,
) {
  const transport = proven(transports, { now: await clock(), ...options });
  return createClient({ chain, transport, cacheTime: 0 }).extend(robotIdActions());
}

/** Number of the newest block. */
export async function newest(): Promise<number> {
  return Number(await getBlockNumber(clientOf("owner"), { cacheTime: 0 }));
}

async function setAt(blockNumber: bigint): Promise<readonly Address[]> {
  return await getValidators(clientOf("owner"), { blockNumber });
}
