// What somebody signs who sends nothing, and somebody else submits.
import { modelOf, type RobotId, toBytes, toBytes32 } from "@openrobotid/sdk";
import { createCommitment, type PrepareActParameters } from "@openrobotid/sdk/actions";
import { numberOf } from "@openrobotid/world/vocabulary";
import type { BaseWallet } from "ethers";
import type { Address, Hex } from "viem";
import { seatClient } from "../life/member.js";
import type { ProofChain } from "./chain.js";
import { sent } from "./decide.js";
import type { Expect } from "./expect.js";
import type { Played } from "./played.js";

const YEAR = 365 * 24 * 60 * 60;

/** Numbers of the proof's own accounts: who submits what others signed, who operates, and who recycles. */
const RELAYER = 330;
const OPERATOR = 311;
export const RECYCLER = 320;

const { commitment: reasonDigest } = createCommitment(
  "a reason of the proof",
  `0x${"5a".repeat(32)}`,
);

/** Everything that can be signed for a robot, except the objection to an order. */
export async function signActs(
  chain: ProofChain,
  played: Played,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const id = toBytes32(robot);
  const { registry, signedActs } = played.contracts;
  const holder = await holderOf(played, robot);
  const act = (terms: Terms) => submit(chain, holder, terms);
  const operator = chain.account(OPERATOR).address as Address;
  await act({ act: "setOperator", id: robot, operator, until: (await chain.now()) + YEAR });
  await sent(chain.as(chain.account(OPERATOR)).registry.acceptOperator(id));
  expect("the operator who was named by signature", await registry.operatorOf(id), operator);

  await act({ act: "raiseFlag", id: robot, flag: "stolen", reasonDigest });
  expect("whether it is stolen", (await registry.robot(id)).stolen, true);
  await act({ act: "clearFlag", id: robot, flag: "stolen", reasonDigest });
  expect("whether it is stolen, found again", (await registry.robot(id)).stolen, false);

  const home = await registry.countryOf(id);
  const abroad = await approvedAbroad(chain, played, robot);
  await act({ act: "relocate", id: robot, country: abroad });
  expect("the market after a relocation", await registry.countryOf(id), toBytes(abroad));
  await sent(chain.as(holder).registry.relocate(id, home));

  const client = clientOf(chain, holder);
  const deadline = (await chain.now()) + YEAR;
  const consent = await client.prepareConsent({ id: robot, to: operator, deadline });
  await act({ act: "revokeConsent", consent });
  const { id: _, deadline: until, ...terms } = consent;
  const isRevoked = async () =>
    signedActs.isRevoked(
      holder.address,
      await signedActs.consentDigest({ ...terms, id, deadline: until }),
    );
  expect("whether the consent is revoked", await isRevoked(), true);
  const another = await client.prepareConsent({ id: robot, to: operator, deadline: deadline - 1 });
  await client.revokeConsentSync({ consent: another });
  await act({ act: "revokeConsents", id: robot });

  await handInAndBack(chain, played, robot, expect);
}

/** A robot is handed in to a recycler, which lets it go again. */
async function handInAndBack(
  chain: ProofChain,
  played: Played,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const id = toBytes32(robot);
  const { registry, authorityRegistry } = played.contracts;
  const holder = await holderOf(played, robot);
  const wallet = chain.account(RECYCLER);
  const recycler = chain.as(wallet).registry;
  const country = await registry.countryOf(id);
  const authority = played.as(played.partyAt(await authorityRegistry.authorityOf(country)));
  const until = (await chain.now()) + YEAR;
  await sent(
    authority.authorityRegistry.accredit(
      wallet.address,
      numberOf("enum IAuthorityRegistry.Role", "recycler"),
      country,
      until,
    ),
  );
  await submit(chain, holder, {
    act: "offerIntake",
    id: robot,
    recycler: wallet.address as Address,
  });
  await sent(recycler.takeIn(id));
  expect("the state of a robot that was handed in", await registry.stateOf(id), END_OF_LIFE);
  await sent(recycler.offerReturn(id));
  await submit(chain, holder, { act: "takeBack", id: robot });
  expect("the state of a robot that was taken back", await registry.stateOf(id), IN_SERVICE);
}

const [IN_SERVICE, END_OF_LIFE] = [2n, 3n];

/** The holder objects to an order by signature. */
export async function objectTo(
  chain: ProofChain,
  played: Played,
  robot: RobotId,
  order: bigint,
): Promise<void> {
  await submit(chain, await holderOf(played, robot), { act: "objectToOrder", order, reasonDigest });
}

type WithoutFrame<of> = of extends unknown ? Omit<of, "signer" | "deadline"> : never;

/** An act, without who signs it and until when it is good. */
type Terms = WithoutFrame<PrepareActParameters>;

/** Has an act signed by one, and submitted by another. */
async function submit(chain: ProofChain, signer: BaseWallet, terms: Terms): Promise<void> {
  const relayer = clientOf(chain, chain.account(RELAYER));
  const frame = { signer: signer.address as Address, deadline: (await chain.now()) + YEAR };
  const act = await relayer.prepareAct({ ...terms, ...frame } as PrepareActParameters);
  await relayer.submitActSync({ act, signature: await clientOf(chain, signer).signAct({ act }) });
}

/** The SDK as somebody uses it. */
export function clientOf({ deployment, anvil }: ProofChain, { privateKey }: BaseWallet) {
  return seatClient(deployment, anvil.url, privateKey as Hex);
}

async function holderOf(played: Played, robot: RobotId): Promise<BaseWallet> {
  return played.account(
    played.partyAt((await played.contracts.registry.robot(toBytes32(robot))).holder),
  );
}

/** Another market, on which the model of a robot is approved; on its own it is as well. */
async function approvedAbroad(chain: ProofChain, played: Played, robot: RobotId) {
  const { registry, authorityRegistry } = played.contracts;
  const home = await registry.countryOf(toBytes32(robot));
  const model = toBytes(modelOf(robot));
  const others = played.world.authorities
    .filter(({ founding }) => founding)
    .flatMap(({ countries }) => countries)
    .filter((country) => toBytes(country) !== home);
  const [abroad] = others;
  if (abroad === undefined) throw new Error("a world with one country");
  const until = (await chain.now()) + YEAR;
  for (const country of [home, toBytes(abroad)]) {
    if (await authorityRegistry.isApproved(model, country)) continue;
    const authority = played.partyAt(await authorityRegistry.authorityOf(country));
    const own = played.as(authority).authorityRegistry;
    await sent(own.approveModel(model, country, 1, reasonDigest, until));
  }
  return abroad;
}
