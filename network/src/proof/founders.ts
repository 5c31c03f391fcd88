// The founders of a genesis, proven to hold their seats: they rotate, admit, expel, and hand over to the example world, whose
// year is then played.
import { parseCountryCode, toBytes } from "@openrobotid/sdk";
import { votesNeeded } from "@openrobotid/sdk/rules";
import { keyOf } from "@openrobotid/world/accounts";
import type { World } from "@openrobotid/world/files";
import { getAddress, type HDNodeWallet, Wallet, ZeroAddress } from "ethers";
import type { Founding } from "../founding.js";
import { addressOfNode } from "../node-key.js";
import type { ProofChain } from "./chain.js";
import { type Decisions, decided, sent } from "./decide.js";
import type { Expect } from "./expect.js";

/** What the governance of the example world counts on, in seconds. */
const WORLD_PERIODS = { votingDelay: 86_400, votingPeriod: 604_800, timelockDelay: 172_800 };

/** What block 0 says of the founders, and that votes can be counted from it on. */
export async function checkFoundingSeats(
  chain: ProofChain,
  { members }: Founding,
  expect: Expect,
): Promise<void> {
  const { consortium, governor, accessManager } = chain.contracts;
  const genesis = await chain.provider.getBlock(0);
  const at = { blockTag: 0 };
  const validators = members.map(({ nodePublicKey }) => addressOfNode(nodePublicKey));
  expect(
    "the validators at block 0",
    sorted(await consortium.getValidators(at)),
    sorted(validators),
  );
  // A vote is counted once the moment of its seat's admission has passed.
  await chain.wait(60);
  const time = genesis?.timestamp ?? 0;
  expect("the votes at block 0", await consortium.getPastTotalSupply(time), BigInt(members.length));
  expect("the quorum at block 0", await governor.quorum(time), BigInt(votesNeeded(members.length)));
  for (const [index, member] of members.entries()) {
    const { authority, recovery = ZeroAddress, name, nodePublicKey, countries } = member;
    const seat = await consortium.seatOf(index + 1);
    expect(
      `seat ${index + 1}`,
      [seat.name, seat.authority, seat.recovery, seat.validator, seat.admittedAt],
      [name, authority, recovery, addressOfNode(nodePublicKey), BigInt(time)],
    );
    expect(`whether ${name} has tenure`, await consortium.hasTenure(index + 1), true);
    for (const country of countries) {
      expect(
        `who answers for ${country}, since when, and from when on in full`,
        [...(await consortium.tenancyOf(toBytes(parseCountryCode(country))))],
        [index + 1, time, time].map(BigInt),
      );
    }
    expect(`the vote of ${name} at block 0`, await consortium.getPastVotes(authority, time), 1n);
  }
  const [isAdmin] = await accessManager.hasRole(0, await chain.contracts.timelock.getAddress());
  expect("whether the timelock governs the access manager", isAdmin, true);
}

/** Every founder moves its account and its validator. Who holds the new accounts speaks for the seats from then on. */
export async function rotateFounders(
  chain: ProofChain,
  { members }: Founding,
  expect: Expect,
): Promise<HDNodeWallet[]> {
  const { consortium } = chain.contracts;
  const founders = members.map((_, index) => chain.account(index));
  for (const [index, { authority }] of members.entries()) {
    const own = chain.impersonate(authority).consortium;
    const wallet = founders[index];
    if (wallet === undefined) continue;
    await sent(own.rotateValidator(wallet.address, await bindNode(chain, index + 1, wallet)));
    await sent(own.proposeAuthority(wallet.address));
  }
  await chain.wait(await consortium.rotationDelay());
  for (const [index, wallet] of founders.entries()) {
    await sent(chain.as(wallet).consortium.acceptAuthority(index + 1));
  }
  const rotated = sorted(founders.map(({ address }) => address));
  expect("the validators after all rotated", sorted(await consortium.getValidators()), rotated);
  const accounts = await Promise.all(founders.map((_, index) => accountOfSeat(chain, index + 1)));
  expect("the accounts after all rotated", sorted(accounts), rotated);
  return founders;
}

/** The word of a node's key that it validates for a seat. */
async function bindNode(chain: ProofChain, seat: number, node: HDNodeWallet): Promise<string> {
  const { name, version, chainId, verifyingContract } =
    await chain.contracts.consortium.eip712Domain();
  return await node.signTypedData(
    { name, version, chainId, verifyingContract },
    {
      ValidatorBinding: [
        { name: "seat", type: "uint256" },
        { name: "validator", type: "address" },
      ],
    },
    { seat, validator: node.address },
  );
}

async function accountOfSeat({ contracts }: ProofChain, seat: number): Promise<string> {
  return (await contracts.consortium.seatOf(seat)).authority;
}

/**
 * The first founder takes a recovery key of the proof's own, in the place of what it had. The key cancels what the account
 * names, replaces the account, and is given up in the end.
 */
export async function useRecoveryKey(
  chain: ProofChain,
  founders: readonly HDNodeWallet[],
  expect: Expect,
): Promise<HDNodeWallet[]> {
  const [founder, ...others] = founders;
  if (founder === undefined) throw new Error("a consortium without a seat");
  const { consortium } = chain.contracts;
  const [recovery, thief, next] = [110, 111, 112].map((number) => chain.account(number)) as [
    HDNodeWallet,
    HDNodeWallet,
    HDNodeWallet,
  ];
  const [own, keys] = [chain.as(founder).consortium, chain.as(recovery).consortium];
  const delay = await consortium.rotationDelay();
  const recoveryOf = async () => (await consortium.seatOf(1)).recovery;
  await sent(own.proposeRecovery(recovery.address));
  await sent(own.vetoRecovery(1));
  await sent(own.proposeRecovery(recovery.address));
  await chain.wait(delay);
  await sent(keys.acceptRecovery(1));
  expect("the recovery key of seat 1", await recoveryOf(), recovery.address);

  await sent(own.proposeAuthority(thief.address));
  await sent(keys.vetoAuthority(1));
  const [named] = await consortium.proposedAuthority(1);
  expect("the account that seat 1 names, cancelled", named, ZeroAddress);
  await sent(keys.proposeAuthorityOf(1, next.address));
  await chain.wait(delay);
  await sent(chain.as(next).consortium.acceptAuthority(1));
  expect("the account of seat 1, recovered", await accountOfSeat(chain, 1), next.address);

  expect("whether seat 1 may resign", await consortium.mayResign(1), false);
  await sent(keys.allowResignation(1, true));
  expect("whether seat 1 may resign, allowed", await consortium.mayResign(1), true);
  const successor = chain.as(next).consortium;
  await sent(successor.proposeRecovery(ZeroAddress));
  await chain.wait(delay);
  await sent(successor.acceptRecovery(1));
  expect("the recovery key of seat 1, given up", await recoveryOf(), ZeroAddress);
  return [next, ...others];
}

/** A newcomer is admitted by vote, and expelled by another. Besu reads the validators from the answer. */
export async function admitAndExpel(
  chain: ProofChain,
  decisions: Decisions,
  founders: readonly HDNodeWallet[],
  expect: Expect,
): Promise<void> {
  const { consortium } = chain.contracts;
  const newcomer = chain.account(100);
  const before = sorted(await consortium.getValidators());
  const candidate = {
    name: "Newcomer of the proof",
    authority: newcomer.address,
    recovery: ZeroAddress,
    validator: chain.account(101).address,
    countries: [],
  };
  const admission = consortium.interface.encodeFunctionData("admitSeat", [candidate]);
  await decisions.decide(founders, [await decided(consortium, admission)]);
  const admitted = sorted([...before, candidate.validator]);
  expect("the validators after an admission", sorted(await consortium.getValidators()), admitted);

  const seat = await consortium.seatOfAuthority(newcomer.address);
  const expulsion = consortium.interface.encodeFunctionData("expelSeat", [seat]);
  await decisions.decide([...founders, newcomer], [await decided(consortium, expulsion)]);
  expect("the validators after an expulsion", sorted(await consortium.getValidators()), before);
}

/**
 * By one decision the founding seats of a world come in and all founders but one go; that one resigns. Seats that a vote
 * brought in wait for their tenure: then they are what the founding seats of the world are.
 */
export async function handOver(
  chain: ProofChain,
  decisions: Decisions,
  founders: readonly HDNodeWallet[],
  world: World,
  expect: Expect,
): Promise<void> {
  const { consortium, governor, timelock } = chain.contracts;
  const [last, ...others] = founders;
  if (last === undefined) throw new Error("a consortium without a seat");
  const seats = consortium.interface;
  const settings = governor.interface;
  const [lastSeat, ...seatsToGo] = await Promise.all(
    [last, ...others].map(({ address }) => consortium.seatOfAuthority(address)),
  );
  const newcomers = world.authorities.filter(({ founding }) => founding);
  const taken = await consortium.countriesOf(lastSeat ?? 0n);
  await decisions.decide(founders, [
    await decided(
      governor,
      settings.encodeFunctionData("setVotingDelay", [WORLD_PERIODS.votingDelay]),
    ),
    await decided(
      governor,
      settings.encodeFunctionData("setVotingPeriod", [WORLD_PERIODS.votingPeriod]),
    ),
    await decided(
      timelock,
      timelock.interface.encodeFunctionData("updateDelay", [WORLD_PERIODS.timelockDelay]),
    ),
    ...(await Promise.all([
      ...seatsToGo.map((seat) =>
        decided(consortium, seats.encodeFunctionData("expelSeat", [seat])),
      ),
      ...taken.map((country) =>
        decided(consortium, seats.encodeFunctionData("releaseCountry", [country])),
      ),
      ...newcomers.map(({ party, validator, countries }) =>
        decided(
          consortium,
          seats.encodeFunctionData("admitSeat", [
            {
              name: world.parties.get(party)?.name ?? party,
              authority: worldWallet(chain, world, party).address,
              recovery: ZeroAddress,
              validator,
              countries: countries.map((country) => toBytes(country)),
            },
          ]),
        ),
      ),
    ])),
  ]);
  await sent(chain.as(last).consortium.resignSeat());
  const validators = sorted(newcomers.map(({ validator }) => validator));
  expect(
    "the validators after all was handed over",
    sorted(await consortium.getValidators()),
    validators,
  );
  await chain.wait((await consortium.tenure()) + MARGIN);
}

/** Beyond the moment in question, in seconds. */
const MARGIN = 60n;

/** The account of a party of a world. */
export function worldWallet(chain: ProofChain, { parties }: World, party: string): Wallet {
  const found = parties.get(party);
  if (found === undefined) throw new Error(`${party} is not in parties.csv`);
  return new Wallet(keyOf(found.account), chain.provider);
}

function sorted(addresses: readonly string[]): string[] {
  return addresses.map((address) => getAddress(address)).sort();
}
