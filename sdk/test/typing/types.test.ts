// What the compiler knows of what the package gives: it fails here where a type has become wider or narrower. The values are made so that
// the same lines run.
import { expect } from "chai";
import { expectTypeOf } from "expect-type";
import type { Address, Hex } from "viem";
import { createClient, http } from "viem";
import {
  explainRefusal,
  type HistoryEntry,
  RegistryRefusedError,
  robotIdActions,
} from "../../src/actions/index.js";
import { type DeploymentJson, robotIdChain } from "../../src/chains/index.js";
import {
  type CountryCode,
  formatRobotId,
  type ManufacturerId,
  type ModelId,
  manufacturerOf,
  modelOf,
  parseModelId,
  parseRobotId,
  type RobotId,
} from "../../src/index.js";
import {
  type RecallChange,
  type RegistryChange,
  watchChanges,
  watchRecalls,
  watchRobot,
} from "../../src/watch/index.js";
import deployment from "./deployment.json" with { type: "json" };

const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
const code = "0x434e55543031473150524f313236573035303030303030303030303031000000";
const account = "0x0000000000000000000000000000000000000001";

describe("the types of refusals", () => {
  it("are a union by the name of the error", () => {
    const refusal = new RegistryRefusedError("RobotRegistryNotHolder", [code, account]);
    expectTypeOf<typeof refusal.errorName>().extract<"RobotRegistryNotHolder">().not.toBeNever();
    expectTypeOf<typeof refusal.errorName>().extract<"NoSuchError">().toBeNever();
    // @ts-expect-error: which values there are is not known before the name is.
    expect(refusal.values.caller).to.equal(account);
    if (refusal.errorName !== "RobotRegistryNotHolder") throw new Error(refusal.errorName);
    expectTypeOf(refusal.values).toEqualTypeOf<{
      readonly id: RobotId;
      readonly caller: Address;
    }>();
    expect(refusal.values.id).to.equal(id);
  });

  it("give times as numbers, enums as words, and codes as what they are", () => {
    type Refusal = NonNullable<ReturnType<typeof explainRefusal>>;
    type Values<name extends Refusal["errorName"]> = Extract<
      Refusal,
      { errorName: name }
    >["values"];
    expectTypeOf<Values<"RecallRegistryCampaignClosed">>().toEqualTypeOf<{
      readonly campaign: bigint;
      readonly closedAt: number;
    }>();
    expectTypeOf<Values<"RobotFlagsNotAllowed">["flag"]>().toEqualTypeOf<
      "none" | "stolen" | "disputed"
    >();
    expectTypeOf<Values<"RecallRegistryMakerMustRemedy">["model"]>().toEqualTypeOf<ModelId>();
    expect(explainRefusal("0x")).to.equal(undefined);
  });
});

describe("the types of codes", () => {
  it("are not each other's, and no text is one before it was parsed", () => {
    expectTypeOf(id).toEqualTypeOf<RobotId>();
    expectTypeOf<RobotId>().toExtend<string>();
    expectTypeOf<string>().not.toExtend<RobotId>();
    expectTypeOf<ModelId>().not.toExtend<RobotId>();
    expectTypeOf<RobotId>().not.toExtend<ModelId>();
    expectTypeOf<CountryCode>().not.toExtend<ManufacturerId>();
    expectTypeOf(modelOf).returns.toEqualTypeOf<ModelId>();
    expectTypeOf(manufacturerOf).returns.toEqualTypeOf<ManufacturerId>();
    expectTypeOf(formatRobotId).parameter(0).toEqualTypeOf<RobotId>();
    // @ts-expect-error: the code of a model is none of a robot.
    expect(() => formatRobotId(parseModelId("CN-UT01-G1PRO1"))).to.not.equal(id);
  });
});

describe("the types of deployments", () => {
  it("take a file that was imported as JSON", () => {
    expectTypeOf(deployment).toExtend<DeploymentJson>();
    const chain = robotIdChain({ deployment, rpcUrls: ["http://127.0.0.1:1"] });
    expectTypeOf(chain.contracts).toHaveProperty("robotRegistry");
    expectTypeOf(chain.contracts.robotRegistry).toExtend<{ address: Address }>();
    expect(chain.contracts.robotRegistry).to.deep.include({
      address: deployment.contracts.RobotRegistry.address,
      blockCreated: deployment.contracts.RobotRegistry.startBlock,
    });
  });

  it("refuse what leaves a field of a contract out", () => {
    const { address } = deployment.contracts.RobotRegistry;
    const incomplete = { chainId: 1, contracts: { RobotRegistry: { address } } };
    // @ts-expect-error: startBlock and codeHash are missing.
    expect(() => robotIdChain({ deployment: incomplete, rpcUrls: ["http://a"] })).to.throw();
  });
});

describe("the types of what is read and watched", () => {
  const chain = robotIdChain({ deployment, rpcUrls: ["http://127.0.0.1:1"] });
  const client = createClient({ chain, transport: http() }).extend(robotIdActions());

  it("are told by the name of the event", () => {
    type Flagged = Extract<HistoryEntry, { event: "FlagRaised" }>["fields"];
    expectTypeOf<Flagged["reporter"]>().toEqualTypeOf<Address>();
    type Opened = Extract<RecallChange, { event: "CampaignOpened" }>["fields"];
    expectTypeOf<Opened["model"]>().toEqualTypeOf<ModelId>();
    expectTypeOf<RecallChange["event"]>().toEqualTypeOf<
      "CampaignOpened" | "UnitsMarked" | "CampaignClosed" | "CampaignSuspended"
    >();
    type Proposed = Extract<RegistryChange, { event: "ProposalCreated" }>;
    expectTypeOf<Proposed["contract"]>().toEqualTypeOf<"consortiumGovernor">();
    expectTypeOf<Proposed["robot"]>().toEqualTypeOf<undefined>();
    type Placed = Extract<RegistryChange, { event: "PlacedOnMarket"; robot: RobotId }>;
    expectTypeOf<Placed["robot"]>().toEqualTypeOf<RobotId>();
    expectTypeOf<Placed["head"]>().toEqualTypeOf<Hex>();
    expect(client.getHistory).to.be.a("function");
  });

  it("are iterators that end with nothing", () => {
    expectTypeOf(watchRecalls).returns.toEqualTypeOf<
      AsyncGenerator<RecallChange, void, undefined>
    >();
    expectTypeOf(watchChanges).returns.toEqualTypeOf<
      AsyncGenerator<RegistryChange, void, undefined>
    >();
    // @ts-expect-error: a text is no code.
    const watching = watchRobot(client, { id: "CNUT01G1PRO126W05000000000001" });
    expect(watching).to.have.property("next");
  });
});
