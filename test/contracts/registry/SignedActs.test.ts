import { ACT_FIELDS, type Act, consentTo, signAct } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { SUCCESSION_NOTICE } from "@openrobotid/testkit/consortium";
import { commitment, Device, highS, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import { HistoryKind as Kind, State } from "@openrobotid/testkit/enums";
import { expectLogFolds } from "@openrobotid/testkit/log";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import {
  ATTESTATION_DEADLINE,
  ATTESTATION_TYPES,
  BINDING_TYPES,
  birthOf,
  LOT_COUNT,
  MAKER,
  ORDER_NOTICE,
  PERIODS,
  ROBOT,
  registryFixture,
  serviceFixture,
  unit,
} from "@openrobotid/testkit/registry";
import { expect } from "chai";
import type { BaseContract, BytesLike, ContractTransactionResponse, Interface } from "ethers";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

/** In service like `ROBOT`, and of the same holder. */
const SECOND = unit(2);
const UNKNOWN = unit(LOT_COUNT + 1);
const MX = code("MX");
const REASON = commitment("a reason");
const STOLEN = 1;
const DISPUTED = 2;
const OBJECTED = 2;
const UNTIL = Date.UTC(2030, 0, 1) / 1000;

type Service = Awaited<ReturnType<typeof serviceFixture>>;

/** Somebody who holds two robots: an account, or a contract that signs by ERC-1271. */
interface Holder {
  address: string;
  call: (target: BaseContract, data: string) => Promise<ContractTransactionResponse>;
}

async function accountFixture(connection: Connection) {
  const world = await serviceFixture(connection);
  await world.place(SECOND);
  await world.handOver(SECOND, world.maker, world.owner);
  const { owner } = world;
  const holder: Holder = {
    address: owner.address,
    call: async (target, data) =>
      (await owner.sendTransaction({
        to: await target.getAddress(),
        data,
      })) as unknown as ContractTransactionResponse,
  };
  return { ...world, holder };
}

async function contractFixture(connection: Connection) {
  const world = await accountFixture(connection);
  const { registry, owner } = world;
  const wallet = await ethers.deployContract("WalletMock", [owner]);
  const address = await wallet.getAddress();
  const holder: Holder = {
    address,
    call: (target, data) => wallet.connect(owner).execute(target, [data]),
  };
  for (const id of [ROBOT, SECOND]) {
    await registry.connect(owner).approve(wallet, id);
    const call = [owner.address, address, id] as const;
    await holder.call(registry, registry.interface.encodeFunctionData("transferFrom", [...call]));
  }
  return { ...world, holder };
}

type World = Service & { holder: Holder };
type Signed = Awaited<ReturnType<typeof signAct>>;

/** An act in the holder's name, as it is signed and submitted. */
interface ActCase {
  act: Act;
  /** What must have happened before. */
  prepare?: (world: World) => Promise<unknown>;
  fields: (world: World) => Promise<Record<string, unknown>> | Record<string, unknown>;
  submit: (
    world: World,
    signed: Signed,
    by: World["dealer"],
  ) => Promise<ContractTransactionResponse>;
  /** Submits it with something else than was signed. */
  alter: (world: World, signed: Signed) => (() => Promise<unknown>)[];
  /** Whether it was done. */
  isDone: (world: World) => Promise<boolean>;
  /** The entry that it appends to the history of `ROBOT`; none where it is an entry of the account. */
  entry?: { emitter: "registry" | "flags" | "orders"; event: string; kind: Kind };
  /** How it is refused to somebody who signs well and has no right. */
  refusal?: (world: World) => { contract: BaseContract; error: string; args: unknown[] };
}

/** A consent of the holder that is not used yet. */
async function consentOf(world: World) {
  const now = Math.floor(Date.parse("2026-06-01") / 1000);
  return consentTo({ signedActs: world.signedActs, now }, ROBOT, world.holder, world.buyer);
}

const notHolder = ({ registry, stranger }: World) => ({
  contract: registry,
  error: "RobotRegistryNotHolder",
  args: [ROBOT, stranger.address],
});
const notAllowed = ({ flags, stranger }: World) => ({
  contract: flags,
  error: "RobotFlagsNotAllowed",
  args: [ROBOT, STOLEN, stranger.address],
});

/** The nonce after an act: one act more; and where all that was signed is revoked, a nonce that nothing signed before has. */
const nonceAfter = (act: Act, nonce: bigint) =>
  nonce + 1n + (act === "ConsentsRevocation" ? 1n << 64n : 0n);

const ACTS: ActCase[] = [
  {
    act: "ConsentRevocation",
    fields: async (world) => ({
      consentDigest: await world.signedActs.consentDigest(await consentOf(world)),
    }),
    submit: async (world, signed, by) =>
      world.signedActs.connect(by).revokeConsentBySig(await consentOf(world), signed),
    alter: (world, signed) => [
      async () => {
        const altered = { ...(await consentOf(world)), termsDigest: REASON };
        return world.signedActs.revokeConsentBySig(altered, signed);
      },
    ],
    isDone: async (world) =>
      world.signedActs.isRevoked(
        world.holder.address,
        await world.signedActs.consentDigest(await consentOf(world)),
      ),
  },
  {
    act: "ConsentsRevocation",
    fields: () => ({}),
    submit: ({ signedActs }, signed, by) =>
      signedActs.connect(by).revokeConsentsBySig(ROBOT, signed),
    alter: ({ signedActs }, signed) => [() => signedActs.revokeConsentsBySig(SECOND, signed)],
    isDone: async ({ signedActs, registry, holder }) => {
      const { transfers } = await registry.holdingOf(ROBOT);
      const nonce = await signedActs.consentNonceOf(holder.address, ROBOT);
      return nonce === (transfers << 64n) + 1n;
    },
  },
  {
    act: "Objection",
    prepare: async ({ orders, authorities, dealer }) => {
      await orders.connect(authorities.ES).propose(ROBOT, 1, dealer, REASON);
      await orders.connect(authorities.ES).propose(SECOND, 1, dealer, REASON);
    },
    fields: () => ({ order: 1, reasonDigest: REASON }),
    submit: ({ signedActs }, signed, by) => signedActs.connect(by).objectBySig(1, REASON, signed),
    alter: ({ signedActs }, signed) => [
      () => signedActs.objectBySig(2, REASON, signed),
      () => signedActs.objectBySig(1, ZeroHash, signed),
    ],
    isDone: async ({ orders }) => Number((await orders.orderOf(1)).status) === OBJECTED,
    entry: { emitter: "orders", event: "OrderObjected", kind: Kind.OrderObjected },
    refusal: ({ orders, stranger }) => ({
      contract: orders,
      error: "RegistrarOrdersNotHolder",
      args: [1, stranger.address],
    }),
  },
  {
    act: "FlagReport",
    fields: () => ({ flag: STOLEN, reasonDigest: REASON }),
    submit: ({ signedActs }, signed, by) =>
      signedActs.connect(by).raiseFlagBySig(ROBOT, STOLEN, REASON, signed),
    alter: ({ signedActs }, signed) => [
      () => signedActs.raiseFlagBySig(SECOND, STOLEN, REASON, signed),
      () => signedActs.raiseFlagBySig(ROBOT, DISPUTED, REASON, signed),
      () => signedActs.raiseFlagBySig(ROBOT, STOLEN, ZeroHash, signed),
    ],
    isDone: async ({ flags, holder }) =>
      (await flags.flagOf(ROBOT, STOLEN)).reporter === holder.address,
    entry: { emitter: "flags", event: "FlagRaised", kind: Kind.FlagRaised },
    refusal: notAllowed,
  },
  {
    act: "FlagClearance",
    prepare: async ({ flags, holder }) => {
      const data = [ROBOT, STOLEN, REASON] as const;
      await holder.call(flags, flags.interface.encodeFunctionData("raiseFlag", [...data]));
    },
    fields: () => ({ flag: STOLEN, reasonDigest: REASON }),
    submit: ({ signedActs }, signed, by) =>
      signedActs.connect(by).clearFlagBySig(ROBOT, STOLEN, REASON, signed),
    alter: ({ signedActs }, signed) => [
      () => signedActs.clearFlagBySig(SECOND, STOLEN, REASON, signed),
      () => signedActs.clearFlagBySig(ROBOT, DISPUTED, REASON, signed),
      () => signedActs.clearFlagBySig(ROBOT, STOLEN, ZeroHash, signed),
    ],
    isDone: async ({ registry }) => !(await registry.status(ROBOT)).stolen,
    entry: { emitter: "flags", event: "FlagCleared", kind: Kind.FlagCleared },
    refusal: notAllowed,
  },
  {
    act: "OperatorNaming",
    fields: ({ operator }) => ({ operator: operator.address, until: UNTIL }),
    submit: ({ signedActs, operator }, signed, by) =>
      signedActs.connect(by).setOperatorBySig(ROBOT, operator, UNTIL, signed),
    alter: ({ signedActs, operator, dealer }, signed) => [
      () => signedActs.setOperatorBySig(SECOND, operator, UNTIL, signed),
      () => signedActs.setOperatorBySig(ROBOT, dealer, UNTIL, signed),
      () => signedActs.setOperatorBySig(ROBOT, operator, UNTIL + 1, signed),
    ],
    isDone: async ({ registry, operator }) =>
      (await registry.operatorTerm(ROBOT)).account === operator.address,
    entry: { emitter: "registry", event: "OperatorNamed", kind: Kind.OperatorNamed },
    refusal: notHolder,
  },
  {
    act: "IntakeOffer",
    fields: ({ recycler }) => ({ recycler: recycler.address }),
    submit: ({ signedActs, recycler }, signed, by) =>
      signedActs.connect(by).offerIntakeBySig(ROBOT, recycler, signed),
    alter: ({ signedActs, recycler, dealer }, signed) => [
      () => signedActs.offerIntakeBySig(SECOND, recycler, signed),
      () => signedActs.offerIntakeBySig(ROBOT, dealer, signed),
    ],
    isDone: async ({ registry, recycler }) =>
      (await registry.intakeOfferOf(ROBOT)) === recycler.address,
    entry: { emitter: "registry", event: "IntakeOffered", kind: Kind.IntakeOffered },
    refusal: notHolder,
  },
  {
    act: "TakingBack",
    prepare: async ({ registry, holder, recycler }) => {
      const offer = [ROBOT, recycler.address] as const;
      const data = registry.interface.encodeFunctionData("offerIntake", [...offer]);
      await holder.call(registry, data);
      await registry.connect(recycler).takeIn(ROBOT);
      await registry.connect(recycler).offerReturn(ROBOT);
    },
    fields: () => ({}),
    submit: ({ signedActs }, signed, by) => signedActs.connect(by).takeBackBySig(ROBOT, signed),
    alter: ({ signedActs }, signed) => [() => signedActs.takeBackBySig(SECOND, signed)],
    isDone: async ({ registry }) => Number(await registry.stateOf(ROBOT)) === State.InService,
    entry: { emitter: "registry", event: "RobotReturned", kind: Kind.Returned },
    refusal: notHolder,
  },
  {
    act: "Relocation",
    fields: () => ({ country: MX }),
    submit: ({ signedActs }, signed, by) => signedActs.connect(by).relocateBySig(ROBOT, MX, signed),
    alter: ({ signedActs }, signed) => [
      () => signedActs.relocateBySig(SECOND, MX, signed),
      () => signedActs.relocateBySig(ROBOT, code("CN"), signed),
    ],
    isDone: async ({ registry }) => (await registry.countryOf(ROBOT)) === MX,
    entry: { emitter: "registry", event: "Relocated", kind: Kind.Relocated },
    refusal: notHolder,
  },
];

describe("SignedActs", () => {
  describe("bind", () => {
    it("refuses everybody once a registry is bound, that registry included", async () => {
      const { registry, signedActs, authorityRegistry, governance, stranger } =
        await loadFixture(registryFixture);
      const asRegistry = await ethers.getImpersonatedSigner(await registry.getAddress());
      await networkHelpers.setBalance(asRegistry.address, ethers.parseEther("1"));
      for (const caller of [asRegistry, governance, stranger]) {
        await expect(signedActs.connect(caller).bind(authorityRegistry))
          .to.be.revertedWithCustomError(signedActs, "SignedActsBound")
          .withArgs(await registry.getAddress());
      }
      expect(await signedActs.registry()).to.equal(registry);
      expect(await registry.signedActs()).to.equal(signedActs);
    });

    it("refuses a registry that asks another authorities' register", async () => {
      const { authorityRegistry, registryModules, consortium } = await loadFixture(registryFixture);
      const other = await ethers.deployContract("AuthorityRegistry", [
        consortium,
        SUCCESSION_NOTICE,
      ]);
      const acts = await ethers.deployContract("SignedActs", [other]);
      await expect(
        ethers.deployContract("RobotRegistry", [authorityRegistry, registryModules, acts, PERIODS]),
      )
        .to.be.revertedWithCustomError(acts, "SignedActsOtherAuthorities")
        .withArgs(await other.getAddress(), await authorityRegistry.getAddress());
    });

    it("refuses a registry whose companion somebody bound first, so that it cannot be deployed", async () => {
      const { authorityRegistry, registryModules, stranger } = await loadFixture(registryFixture);
      const acts = await ethers.deployContract("SignedActs", [authorityRegistry]);
      await acts.connect(stranger).bind(authorityRegistry);
      await expect(
        ethers.deployContract("RobotRegistry", [authorityRegistry, registryModules, acts, PERIODS]),
      )
        .to.be.revertedWithCustomError(acts, "SignedActsBound")
        .withArgs(stranger.address);
    });
  });

  describe("the domain", () => {
    it("tells wallets under which one they sign", async () => {
      const { signedActs, domain } = await loadFixture(registryFixture);
      const { fields, name, version, chainId, verifyingContract, salt, extensions } =
        await signedActs.eip712Domain();
      expect({ name, version, chainId, verifyingContract }).to.deep.equal(domain);
      expect([fields, salt, extensions]).to.deep.equal(["0x0f", ZeroHash, []]);
    });
  });

  for (const { title, fixture } of [
    { title: "an account", fixture: accountFixture },
    { title: "a contract, by ERC-1271", fixture: contractFixture },
  ]) {
    describe(`acts signed by ${title}`, () => {
      for (const { act, prepare, fields, submit, alter, isDone, entry, refusal } of ACTS) {
        /** The act is ready to be signed: how the holder, or another, signs it. */
        async function setUp() {
          const world: World = await loadFixture(fixture);
          await prepare?.(world);
          const { signedActs, holder, owner, domain } = world;
          const nonce = await signedActs.nonceOf(holder.address, ROBOT);
          const deadline = (await time.latest()) + DAY;
          const terms = { act, id: ROBOT, fields: await fields(world), nonce, deadline };
          const sign = (changes: Partial<typeof terms> = {}, on = domain) =>
            signAct(on, { ...terms, ...changes }, owner, holder.address);
          const notSigned = async (attempt: Promise<unknown>, id = ROBOT, expected = nonce) => {
            await expect(attempt)
              .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
              .withArgs(id, holder.address, expected);
          };
          return { world, terms, nonce, deadline, sign, notSigned };
        }

        describe(act, () => {
          it("refuses a signature that is missing, malformed or another account's", async () => {
            const { world, terms, deadline, notSigned } = await setUp();
            const { holder, domain, dealer, operator, stranger } = world;
            const signatures = ["0x", "0x1234", `0x${"00".repeat(65)}`];
            for (const other of [dealer, operator, stranger]) {
              signatures.push((await signAct(domain, terms, other, holder.address)).signature);
            }
            for (const signature of signatures) {
              const signed = { signer: holder.address, deadline, signature };
              await notSigned(submit(world, signed, dealer));
            }
          });

          it("refuses what was altered after it was signed", async () => {
            const { world, nonce, deadline, sign, notSigned } = await setUp();
            const { signedActs, holder, registry } = world;
            const signed = await sign();
            for (const attempt of alter(world, signed)) {
              await expect(attempt()).to.be.revertedWithCustomError(
                signedActs,
                "SignedActsNotSigned",
              );
            }
            await notSigned(submit(world, { ...signed, deadline: deadline + 1 }, world.dealer));
            expect(await signedActs.nonceOf(holder.address, ROBOT)).to.equal(nonce);
            expect(await registry.ownerOf(ROBOT)).to.equal(holder.address);
          });

          it("refuses what was signed for another chain, another contract or another domain", async () => {
            const { world, sign, notSigned } = await setUp();
            const { domain, registry } = world;
            for (const other of [
              { ...domain, chainId: 1n },
              { ...domain, verifyingContract: await registry.getAddress() },
              { ...domain, name: "Other Robot ID" },
              { ...domain, version: "2" },
            ]) {
              await notSigned(submit(world, await sign({}, other), world.dealer));
            }
          });

          it("refuses it past its deadline, and takes it in the very second", async () => {
            const { world, deadline, sign } = await setUp();
            const signed = await sign();
            const snapshot = await networkHelpers.takeSnapshot();
            await time.setNextBlockTimestamp(deadline + 1);
            await expect(submit(world, signed, world.dealer))
              .to.be.revertedWithCustomError(world.signedActs, "SignedActsExpired")
              .withArgs(ROBOT, deadline, deadline + 1);
            await snapshot.restore();
            await time.setNextBlockTimestamp(deadline);
            await submit(world, signed, world.dealer);
            expect(await isDone(world)).to.equal(true);
          });

          it("refuses it with another nonce than the next", async () => {
            const { world, nonce, sign, notSigned } = await setUp();
            for (const other of [nonce + 1n, nonce + 2n, ethers.MaxUint256]) {
              await notSigned(submit(world, await sign({ nonce: other }), world.dealer));
            }
          });

          it("refuses it a second time", async () => {
            const { world, nonce, sign, notSigned } = await setUp();
            const signed = await sign();
            await submit(world, signed, world.dealer);
            await notSigned(submit(world, signed, world.dealer), ROBOT, nonceAfter(act, nonce));
          });

          it("does it in the signer's name, no matter who submits it, and uses up one nonce of this robot", async () => {
            const { world, nonce, sign } = await setUp();
            const { registry, signedActs, holder, stranger } = world;
            const others = () =>
              Promise.all([
                signedActs.nonceOf(holder.address, SECOND),
                signedActs.nonceOf(stranger, ROBOT),
              ]);
            const before = await others();
            expect(await isDone(world)).to.equal(false);
            const signed = await sign();
            const call = () => submit(world, signed, stranger);
            if (entry) {
              const previous = await registry.historyOf(ROBOT);
              const tx = await call();
              await expect(tx).to.emit(world[entry.emitter], entry.event);
              const { seq } = await registry.historyOf(ROBOT);
              expect(seq).to.equal(previous.seq + 1n);
              const [recorded] = await registry.queryFilter(
                registry.filters.Recorded(ROBOT, entry.kind, holder.address),
                tx.blockNumber ?? undefined,
              );
              expect(recorded?.args.seq).to.equal(seq);
            } else await call();
            expect(await isDone(world)).to.equal(true);
            expect(await signedActs.nonceOf(holder.address, ROBOT)).to.equal(
              nonceAfter(act, nonce),
            );
            expect(await others()).to.deep.equal(before);
          });

          if (refusal) {
            it("refuses to another signer what the contract refuses to it, and keeps its nonce", async () => {
              const { world, terms, nonce } = await setUp();
              const { signedActs, domain, stranger } = world;
              const signed = await signAct(domain, terms, stranger);
              const { contract, error, args } = refusal(world);
              await expect(submit(world, signed, world.dealer))
                .to.be.revertedWithCustomError(contract, error)
                .withArgs(...args);
              expect(await signedActs.nonceOf(stranger, ROBOT)).to.equal(nonce);
            });
          }
        });
      }
    });
  }

  describe("the order of acts", () => {
    /** `owner` signs two acts about `ROBOT`, to be done one after the other. */
    async function setUp() {
      const world: World = await loadFixture(accountFixture);
      const { signedActs, domain, owner, operator, dealer } = world;
      const deadline = (await time.latest()) + DAY;
      const nonce = await signedActs.nonceOf(owner, ROBOT);
      expect(await signedActs.nonceOf(owner, SECOND)).to.equal(nonce);
      const naming = (account: string, acts: bigint, id = ROBOT) =>
        signAct(
          domain,
          {
            act: "OperatorNaming",
            id,
            fields: { operator: account, until: UNTIL },
            nonce: nonce + acts,
            deadline,
          },
          owner,
        );
      return {
        ...world,
        naming,
        nonce,
        deadline,
        first: await naming(operator.address, 0n),
        second: await naming(dealer.address, 1n),
      };
    }

    it("is that in which they were signed: the second is refused before the first", async () => {
      const { registry, signedActs, owner, operator, dealer, stranger, nonce, first, second } =
        await setUp();
      const relayer = signedActs.connect(stranger);
      await expect(relayer.setOperatorBySig(ROBOT, dealer, UNTIL, second))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, nonce);
      await relayer.setOperatorBySig(ROBOT, operator, UNTIL, first);
      await relayer.setOperatorBySig(ROBOT, dealer, UNTIL, second);
      expect((await registry.operatorTerm(ROBOT)).account).to.equal(dealer);
      // Nor does the first come back over the second.
      await expect(relayer.setOperatorBySig(ROBOT, operator, UNTIL, first))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, nonce + 2n);
    });

    it("is free between two robots", async () => {
      const { registry, signedActs, operator, naming, first } = await setUp();
      const other = await naming(operator.address, 0n, SECOND);
      await signedActs.setOperatorBySig(SECOND, operator, UNTIL, other);
      await signedActs.setOperatorBySig(ROBOT, operator, UNTIL, first);
      for (const id of [ROBOT, SECOND]) {
        expect((await registry.operatorTerm(id)).account).to.equal(operator);
      }
    });

    it("lets the signer take an act back, by another with the same nonce", async () => {
      const { registry, signedActs, owner, operator, dealer, naming, nonce, first } = await setUp();
      const instead = await naming(dealer.address, 0n);
      await signedActs.setOperatorBySig(ROBOT, dealer, UNTIL, instead);
      await expect(signedActs.setOperatorBySig(ROBOT, operator, UNTIL, first))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, nonce + 1n);
      expect((await registry.operatorTerm(ROBOT)).account).to.equal(dealer);
    });

    it("ends where the signer revokes: nothing signed before is good any more", async () => {
      const { registry, signedActs, domain, owner, operator, dealer, deadline, ...rest } =
        await setUp();
      const { nonce, first, second } = rest;
      const bySignature = await signAct(
        domain,
        { act: "ConsentsRevocation", id: ROBOT, fields: {}, nonce, deadline },
        owner,
      );
      const snapshot = await networkHelpers.takeSnapshot();
      for (const [revoke, acts] of [
        [() => signedActs.connect(owner).revokeConsents(ROBOT), 0n],
        [() => signedActs.connect(dealer).revokeConsentsBySig(ROBOT, bySignature), 1n],
      ] as const) {
        await revoke();
        for (const [account, signed] of [
          [operator, first],
          [dealer, second],
        ] as const) {
          await expect(signedActs.setOperatorBySig(ROBOT, account, UNTIL, signed))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
            .withArgs(ROBOT, owner.address, nonce + (1n << 64n) + acts);
        }
        expect((await registry.operatorTerm(ROBOT)).account).to.equal(ZeroAddress);
        await snapshot.restore();
      }
    });

    it("ends with the holding: an act signed before a sale is void after the robot was bought back", async () => {
      const { registry, signedActs, owner, buyer, operator, handOver, nonce, first } =
        await setUp();
      await handOver(ROBOT, owner, buyer);
      await handOver(ROBOT, buyer, owner);
      await expect(signedActs.setOperatorBySig(ROBOT, operator, UNTIL, first))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, nonce + (2n << 128n));
      expect((await registry.operatorTerm(ROBOT)).account).to.equal(ZeroAddress);
    });

    it("refuses a report of a theft as its clearance, which has the same fields", async () => {
      const { signedActs, flags, domain, owner, deadline } = await setUp();
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REASON);
      const report = await signAct(
        domain,
        {
          act: "FlagReport",
          id: ROBOT,
          fields: { flag: STOLEN, reasonDigest: REASON },
          nonce: await signedActs.nonceOf(owner, ROBOT),
          deadline,
        },
        owner,
      );
      await expect(signedActs.clearFlagBySig(ROBOT, STOLEN, REASON, report))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, await signedActs.nonceOf(owner, ROBOT));
    });

    it("refuses an act that another did not sign, in the name of nobody", async () => {
      const { signedActs, operator, nonce, first } = await setUp();
      for (const signature of [first.signature, "0x", `0x${"00".repeat(65)}`]) {
        const nobody = { ...first, signer: ZeroAddress, signature };
        await expect(signedActs.setOperatorBySig(ROBOT, operator, UNTIL, nobody))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
          .withArgs(ROBOT, ZeroAddress, nonce);
      }
    });

    it("refuses an objection to an order that was never proposed", async () => {
      const { signedActs, orders, first } = await setUp();
      await expect(signedActs.objectBySig(7, REASON, first))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersUnknownOrder")
        .withArgs(7);
    });

    it("refuses an act about a code that was never issued, signed or not", async () => {
      const { registry, signedActs, operator, naming } = await setUp();
      const signed = await naming(operator.address, 0n, UNKNOWN);
      await expect(signedActs.setOperatorBySig(UNKNOWN, operator, UNTIL, signed))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });
  });

  describe("what is appended", () => {
    it("names the signer, and is what the signer would have appended by a call", async () => {
      const world: World = await loadFixture(accountFixture);
      const { registry, signedActs, domain, owner, operator, dealer } = world;
      const deadline = (await time.latest()) + DAY;
      const fields = { operator: operator.address, until: UNTIL };
      const signed = await signAct(
        domain,
        {
          act: "OperatorNaming",
          id: ROBOT,
          fields,
          nonce: await signedActs.nonceOf(owner, ROBOT),
          deadline,
        },
        owner,
      );
      await expectEntry(
        registry,
        () => signedActs.connect(dealer).setOperatorBySig(ROBOT, operator, UNTIL, signed),
        {
          emitter: registry,
          event: "OperatorNamed",
          id: ROBOT,
          space: 0,
          kind: Kind.OperatorNamed,
          actor: owner,
          fields: [operator.address, UNTIL],
        },
      );
    });
  });

  describe("devices", () => {
    const BIRTH = commitment("birth record");

    it("have the challenge that EIP-712 gives code and holder, and the attestation that it gives the rest", async () => {
      const { signedActs, domain, maker } = await loadFixture(registryFixture);
      const { device } = birthOf(ROBOT);
      expect(await signedActs.deviceChallenge(ROBOT, maker)).to.equal(
        ethers.TypedDataEncoder.hash(domain, BINDING_TYPES, {
          robotId: ROBOT,
          holder: maker.address,
        }),
      );
      const attestation = {
        robotId: ROBOT,
        deviceKeyDigest: device.keyDigest,
        birthRecordDigest: BIRTH,
        deadline: ATTESTATION_DEADLINE,
      };
      expect(
        await signedActs.attestationDigest(ROBOT, device.keyDigest, BIRTH, ATTESTATION_DEADLINE),
      ).to.equal(ethers.TypedDataEncoder.hash(domain, ATTESTATION_TYPES, attestation));
    });

    it("refuse a challenge that was signed for another robot, another holder, or with another key", async () => {
      const { signedActs, maker, owner } = await loadFixture(registryFixture);
      const { device } = birthOf(ROBOT);
      const good = device.sign(await signedActs.deviceChallenge(ROBOT, maker));
      await signedActs.checkDevice(ROBOT, maker, device.key, good);
      for (const wrong of [
        NO_SIGNATURE,
        highS(good),
        device.sign(await signedActs.deviceChallenge(SECOND, maker)),
        device.sign(await signedActs.deviceChallenge(ROBOT, owner)),
        new Device("another").sign(await signedActs.deviceChallenge(ROBOT, maker)),
      ]) {
        await expect(signedActs.checkDevice(ROBOT, maker, device.key, wrong))
          .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
          .withArgs(ROBOT, device.keyDigest);
      }
    });

    it("refuse an attestation past its deadline, and take it in the very second", async () => {
      const { signedActs, attest, maker } = await loadFixture(registryFixture);
      const { device } = birthOf(ROBOT);
      const deadline = BigInt((await time.latest()) + DAY);
      const proof = await attest(ROBOT, device.keyDigest, BIRTH, maker, deadline);
      await time.increaseTo(deadline);
      await signedActs.checkAttestation(ROBOT, device.keyDigest, proof);
      await time.increaseTo(deadline + 1n);
      await expect(signedActs.checkAttestation(ROBOT, device.keyDigest, proof))
        .to.be.revertedWithCustomError(signedActs, "SignedActsExpired")
        .withArgs(ROBOT, deadline, deadline + 1n);
    });

    it("refuse an attestation that the maker did not give, or gave for something else", async () => {
      const { signedActs, attest, maker, otherMaker, authorities, stranger } =
        await loadFixture(registryFixture);
      const { device } = birthOf(ROBOT);
      const good = await attest(ROBOT, device.keyDigest, BIRTH);
      const refused = async (
        proof: typeof good,
        attester = maker.address,
        id: BytesLike = ROBOT,
        key: BytesLike = device.keyDigest,
      ) => {
        await expect(signedActs.checkAttestation(id, key, proof))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
          .withArgs(id, attester);
      };
      await signedActs.checkAttestation(ROBOT, device.keyDigest, good);
      await refused(good, maker.address, SECOND);
      await refused(good, maker.address, ROBOT, birthOf(SECOND).device.keyDigest);
      await refused({ ...good, birthRecordDigest: REASON });
      await refused({ ...good, deadline: good.deadline + 1n });
      await refused({ ...good, signature: "0x" });
      await refused({ ...good, attester: ZeroAddress }, ZeroAddress);
      for (const other of [otherMaker, authorities.CN, stranger]) {
        const foreign = await attest(ROBOT, device.keyDigest, BIRTH, other);
        await refused(foreign, other.address);
        await refused({ ...foreign, attester: maker.address });
      }
    });

    it("take the attestation of a maker that is a contract", async () => {
      const world = await loadFixture(registryFixture);
      const { signedActs, authorityRegistry, authorities, attest, otherMaker, stranger } = world;
      const wallet = await ethers.deployContract("WalletMock", [otherMaker]);
      const attester = await wallet.getAddress();
      await authorityRegistry
        .connect(authorities.CN)
        .admitManufacturer(code("CNWA01"), wallet, "A maker with a wallet", "");
      const id = code("CNWA01MODEL100000000000000001");
      const { keyDigest } = birthOf(id).device;
      const proof = { ...(await attest(id, keyDigest, BIRTH, otherMaker)), attester };
      await signedActs.checkAttestation(id, keyDigest, proof);
      const foreign = { ...(await attest(id, keyDigest, BIRTH, stranger)), attester };
      await expect(signedActs.checkAttestation(id, keyDigest, foreign))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
        .withArgs(id, attester);
    });

    describe("when the maker hands its code on", () => {
      /** The maker attested a key in the factory, and then handed its code on to `otherMaker`. */
      async function handedOn(connection: Connection) {
        const world = await registryFixture(connection);
        const { authorityRegistry, maker, otherMaker, attest } = world;
        const { keyDigest } = birthOf(ROBOT).device;
        const collected = await attest(ROBOT, keyDigest, BIRTH);
        await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
        await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
        return { ...world, keyDigest, collected };
      }

      it("a rotation voided the signatures collected in the factory: they are good still", async () => {
        const { signedActs, keyDigest, collected, attest, otherMaker } =
          await loadFixture(handedOn);
        await signedActs.checkAttestation(ROBOT, keyDigest, collected);
        await signedActs.checkAttestation(
          ROBOT,
          keyDigest,
          await attest(ROBOT, keyDigest, BIRTH, otherMaker),
        );
      });

      it("refuse every account of a maker while it is compromised, and the stolen one for good", async () => {
        const world = await loadFixture(handedOn);
        const { signedActs, authorityRegistry, authorities, keyDigest, collected, attest } = world;
        const { maker, otherMaker, newcomer } = world;
        const stolen = await attest(ROBOT, keyDigest, BIRTH, otherMaker);
        const authority = authorityRegistry.connect(authorities.CN);
        const refused = async (proof: typeof stolen, attester: string) => {
          await expect(signedActs.checkAttestation(ROBOT, keyDigest, proof))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
            .withArgs(ROBOT, attester);
        };
        // Found out a day after the code was handed on.
        await time.increase(DAY);
        await authority.declareCompromised(code(MAKER), await time.latest(), REASON);
        await refused(stolen, otherMaker.address);
        await refused(collected, maker.address);

        await authority.nameSuccessor(code(MAKER), newcomer, REASON);
        for (const seat of [authorities.ES, authorities.MX]) {
          await authorityRegistry.connect(seat).countersignSuccession(code(MAKER), newcomer);
        }
        await time.increase(SUCCESSION_NOTICE);
        await authorityRegistry.connect(newcomer).acceptSuccession(code(MAKER));
        await refused(stolen, otherMaker.address);
        // What the account before the stolen one signed is good again.
        await signedActs.checkAttestation(ROBOT, keyDigest, collected);
      });
    });
  });

  describe("who is believed", () => {
    it("nobody else who puts a name behind the arguments of a call", async () => {
      const world: World = await loadFixture(accountFixture);
      const { registry, flags, orders, authorities, owner, operator, dealer, stranger } = world;
      await orders.connect(authorities.ES).propose(SECOND, 1, dealer, REASON);
      const calls: [BaseContract, string, unknown[], string, unknown[]][] = [
        [
          registry,
          "setOperator",
          [ROBOT, operator.address, UNTIL],
          "RobotRegistryNotHolder",
          [ROBOT],
        ],
        [registry, "relocate", [ROBOT, MX], "RobotRegistryNotHolder", [ROBOT]],
        [registry, "offerIntake", [ROBOT, ZeroAddress], "RobotRegistryNotHolder", [ROBOT]],
        [registry, "takeBack", [ROBOT], "RobotRegistryNotHolder", [ROBOT]],
        [flags, "raiseFlag", [ROBOT, STOLEN, REASON], "RobotFlagsNotAllowed", [ROBOT, STOLEN]],
        [orders, "object", [1, REASON], "RegistrarOrdersNotHolder", [1]],
      ];
      for (const [target, name, args, error, errorArgs] of calls) {
        const abi: Interface = target.interface;
        const data = ethers.concat([abi.encodeFunctionData(name, args), owner.address]);
        await expect(stranger.sendTransaction({ to: await target.getAddress(), data }), name)
          .to.be.revertedWithCustomError(target, error)
          .withArgs(...errorArgs, stranger.address);
      }
    });
  });

  describe("what roles combined could do", () => {
    it("a holder whom the proposing seat let no transaction send could not object: anybody submits its signature", async () => {
      const world: World = await loadFixture(accountFixture);
      const { orders, signedActs, registry, authorities, domain, owner, buyer, stranger } = world;
      await orders.connect(authorities.ES).propose(ROBOT, 1, buyer, REASON);
      const signed = await signAct(
        domain,
        {
          act: "Objection",
          id: ROBOT,
          fields: { order: 1, reasonDigest: REASON },
          nonce: await signedActs.nonceOf(owner, ROBOT),
          deadline: (await time.latest()) + YEAR,
        },
        owner,
      );
      await signedActs.connect(stranger).objectBySig(1, REASON, signed);
      await time.increase(ORDER_NOTICE);
      await expect(orders.connect(buyer).execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
        .withArgs(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });

    it("an objection was signed once and spent: one signature objects to one order", async () => {
      const world: World = await loadFixture(accountFixture);
      const { orders, signedActs, authorities, domain, owner, buyer } = world;
      await orders.connect(authorities.ES).propose(ROBOT, 1, buyer, REASON);
      await orders.connect(authorities.ES).withdraw(1, REASON);
      await orders.connect(authorities.ES).propose(ROBOT, 1, buyer, REASON);
      const signed = await signAct(
        domain,
        {
          act: "Objection",
          id: ROBOT,
          fields: { order: 1, reasonDigest: REASON },
          nonce: await signedActs.nonceOf(owner, ROBOT),
          deadline: (await time.latest()) + DAY,
        },
        owner,
      );
      await expect(signedActs.objectBySig(2, REASON, signed))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, await signedActs.nonceOf(owner, ROBOT));
    });

    it("an operator of the past kept a flag up: what it signed while it was operator clears nothing", async () => {
      const world: World = await loadFixture(accountFixture);
      const { registry, flags, signedActs, domain, owner, operator, dealer } = world;
      await registry.connect(owner).setOperator(ROBOT, operator, UNTIL);
      await registry.connect(operator).acceptOperator(ROBOT);
      await flags.connect(operator).raiseFlag(ROBOT, STOLEN, REASON);
      const signed = await signAct(
        domain,
        {
          act: "FlagClearance",
          id: ROBOT,
          fields: { flag: STOLEN, reasonDigest: REASON },
          nonce: await signedActs.nonceOf(operator, ROBOT),
          deadline: (await time.latest()) + YEAR,
        },
        operator,
      );
      await registry.connect(operator).resignOperator(ROBOT);
      await expect(signedActs.connect(dealer).clearFlagBySig(ROBOT, STOLEN, REASON, signed))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, STOLEN, operator.address);
      // The holder clears it without the operator.
      await flags.connect(owner).clearFlag(ROBOT, STOLEN, REASON);
      expect((await registry.status(ROBOT)).stolen).to.equal(false);
    });

    it("a holder signed an offer to a recycler and sold: the offer is not the buyer's", async () => {
      const world: World = await loadFixture(accountFixture);
      const { registry, signedActs, domain, owner, buyer, recycler, handOver } = world;
      const signed = await signAct(
        domain,
        {
          act: "IntakeOffer",
          id: ROBOT,
          fields: { recycler: recycler.address },
          nonce: await signedActs.nonceOf(owner, ROBOT),
          deadline: (await time.latest()) + YEAR,
        },
        owner,
      );
      await handOver(ROBOT, owner, buyer);
      await expect(signedActs.connect(recycler).offerIntakeBySig(ROBOT, recycler, signed))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, await signedActs.nonceOf(owner, ROBOT));
      expect(await registry.intakeOfferOf(ROBOT)).to.equal(ZeroAddress);
    });
  });

  describe("the log", () => {
    it("holds what is said of accounts alone: an act about a robot is in the registry's", async () => {
      const world: World = await loadFixture(accountFixture);
      const { registry, signedActs, domain, owner, operator } = world;
      const before = await registry.log();
      const deadline = (await time.latest()) + DAY;
      const fields = { operator: operator.address, until: UNTIL };
      const signed = await signAct(
        domain,
        {
          act: "OperatorNaming",
          id: ROBOT,
          fields,
          nonce: await signedActs.nonceOf(owner, ROBOT),
          deadline,
        },
        owner,
      );
      await signedActs.setOperatorBySig(ROBOT, operator, UNTIL, signed);
      expect(await signedActs.log()).to.deep.equal([0n, ZeroHash]);
      expect((await registry.log()).count).to.equal(before.count + 1n);
      const revocation = await signAct(
        domain,
        {
          act: "ConsentsRevocation",
          id: ROBOT,
          fields: {},
          nonce: await signedActs.nonceOf(owner, ROBOT),
          deadline,
        },
        owner,
      );
      await signedActs.revokeConsentsBySig(ROBOT, revocation);
      expect((await signedActs.log()).count).to.equal(1);
      expect((await registry.log()).count).to.equal(before.count + 1n);
      await expectLogFolds(signedActs);
    });
  });

  it("is tried with every act that the contract takes", async () => {
    const { signedActs } = await loadFixture(accountFixture);
    const bySig = signedActs.interface.fragments
      .map((fragment) => ("name" in fragment ? String(fragment.name) : ""))
      .filter((name) => name.endsWith("BySig"));
    expect(ACTS).to.have.lengthOf(bySig.length);
    expect(ACTS.map(({ act }) => act)).to.have.members(Object.keys(ACT_FIELDS));
  });
});
