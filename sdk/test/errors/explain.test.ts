// A refusal, whatever library it comes through, and how it looks where nobody catches it.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { accounts, clientOf, deployment, isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { robots } from "@openrobotid/testkit/robots";
import { TYPESCRIPT } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { Contract, JsonRpcProvider } from "ethers";
import { type AbiParameter, BaseError, encodeErrorResult, type Hex } from "viem";
import { simulateContract } from "viem/actions";
import { errorsAbi } from "../../src/abis/errors.js";
import { robotRegistryAbi } from "../../src/abis/robot-registry.js";
import {
  explainRefusal,
  RegistryArgumentError,
  type RegistryRefusedError,
} from "../../src/actions/index.js";
import { type DeploymentJson, robotIdChain } from "../../src/chains/index.js";
import { explainRefusal as explainWithEthers, type Refusal } from "../../src/ethers/index.js";
import { parseRobotId, type RobotId, SDK_VERSION, toBytes32 } from "../../src/index.js";

const run = promisify(execFile);
const { address: caller } = accounts.buyer;
const data = encodeErrorResult({
  abi: errorsAbi,
  errorName: "RobotRegistryNotHolder",
  args: [toBytes32(robots.sold), caller],
});
const call = {
  address: deployment.contracts.RobotRegistry?.address as Hex,
  abi: robotRegistryAbi,
  functionName: "offerIntake",
  args: [toBytes32(robots.sold), accounts.recycler.address],
} as const;

function isNotHolder(refusal: RegistryRefusedError | Refusal | undefined): void {
  expect(refusal?.errorName).to.equal("RobotRegistryNotHolder");
  if (refusal?.errorName !== "RobotRegistryNotHolder") return;
  // The union is narrowed: the value has the type of a code.
  const id: RobotId = refusal.values.id;
  expect(id).to.equal(robots.sold);
  expect(refusal.values.caller).to.equal(caller);
  expect(refusal.shortMessage).to.equal(
    `${caller} does not hold CN-UT01-G1PRO1-26W05000000000001.`,
  );
}

/** Some value of a type; numbers are small enough for every enum. */
function sampleOf({ type, ...more }: AbiParameter, seed: number): unknown {
  if ("components" in more) {
    return Object.fromEntries(more.components.map((one) => [one.name, sampleOf(one, seed)]));
  }
  if (type.endsWith("[]")) return [sampleOf({ ...more, type: type.slice(0, -2) }, seed)];
  if (/^u?int/.test(type)) {
    const number = 1n + BigInt(seed % 2);
    return Number(type.replace(/\D+/, "")) <= 48 ? Number(number) : number;
  }
  if (type === "address") return caller;
  if (type === "bool") return seed % 2 === 0;
  if (type === "string") return `text ${seed}`;
  const size = Number(/^bytes(\d+)$/.exec(type)?.[1] ?? 4);
  return toBytes32(robots.sold).slice(0, 2 + 2 * size);
}

describe("explainRefusal", () => {
  isolate();

  it("reads revert data", () => isNotHolder(explainRefusal(data)));

  it("says the same by the decoder of ethers, in an error that can be thrown", () => {
    const [ours, theirs] = [explainRefusal(data), explainWithEthers(data)];
    expect(theirs).to.be.instanceOf(Error);
    for (const field of ["name", "message", "suggestion", "errorName", "values", "args"] as const) {
      expect(theirs?.[field], field).to.deep.equal(ours?.[field]);
    }
    expect(explainWithEthers(theirs)).to.equal(theirs);
    const thrown = new Error("call exception", { cause: data });
    expect(explainWithEthers(thrown)?.cause).to.equal(thrown);
  });

  for (const [index, item] of errorsAbi.entries()) {
    it(`says the same of ${item.name} by both decoders`, () => {
      const args = (item.inputs as readonly AbiParameter[]).map((input) => sampleOf(input, index));
      const thrown = encodeErrorResult({ abi: errorsAbi, errorName: item.name, args } as never);
      expect(explainWithEthers(thrown)?.message).to.equal(explainRefusal(thrown)?.message);
      expect(explainWithEthers(thrown)?.values).to.deep.equal(explainRefusal(thrown)?.values);
      // Cut off, it is no data of this error.
      const broken = args.length > 0 ? thrown.slice(0, -64) : `${thrown}00`;
      expect(explainWithEthers(broken)).to.equal(undefined);
    });
  }

  it("reads what viem throws, and what wagmi wraps it in", async () => {
    const thrown = await simulateContract(clientOf("buyer"), { ...call, account: caller }).catch(
      (error: unknown) => error as Error,
    );
    isNotHolder(explainRefusal(thrown));
    isNotHolder(explainRefusal(new Error("wagmi", { cause: thrown })));
  });

  it("reads what ethers throws, to which the error is unknown", async () => {
    const provider = new JsonRpcProvider(rpcUrl, undefined, { cacheTimeout: -1 });
    try {
      const bare = ["function offerIntake(bytes32 id, address recycler)"];
      const contract = new Contract(call.address, bare, provider);
      const thrown = await contract
        .getFunction("offerIntake")
        .staticCall(...call.args, { from: caller })
        .catch((error: unknown) => error);
      expect((thrown as Error).message).to.include("unknown custom error");
      isNotHolder(explainRefusal(thrown));
      isNotHolder(explainWithEthers(thrown));
    } finally {
      provider.destroy();
    }
  });

  const [selector, words] = [data.slice(0, 10), data.slice(10)];
  for (const trace of [
    `    └─ ← [Revert] RobotRegistryNotHolder(${toBytes32(robots.sold)}, ${caller})`,
    `Error: script failed: RobotRegistryNotHolder(${toBytes32(robots.sold)}, buyer: [${caller}])`,
    `[FAIL: custom error ${selector}: ${words}] testTransfer()`,
    `Error: server returned an error response: error code 3: execution reverted, data: "${data}"`,
  ]) {
    it(`reads Foundry's ${trace.trim().slice(0, 60)}…`, () => isNotHolder(explainRefusal(trace)));
  }

  it("finds nothing where there is none of the registry's", () => {
    const cycle: { cause?: unknown } = {};
    cycle.cause = cycle;
    const others = [undefined, 1, "", "0x", "0x12345678", "RobotRegistryNotHolder(1)", cycle, {}];
    for (const other of [...others, new BaseError("x"), new Error("x")]) {
      expect(explainRefusal(other)).to.equal(undefined);
      expect(explainWithEthers(other)).to.equal(undefined);
    }
  });
});

describe("An error's message", () => {
  it("names this package and its version, and the page of the error", () => {
    const refusal = explainRefusal(data);
    expect(refusal?.message.split("\n").slice(-2)).to.deep.equal([
      "See: docs/errors.md#robotregistrynotholder",
      `Version: @openrobotid/sdk@${SDK_VERSION}`,
    ]);
    expect(`${refusal?.message}${refusal?.stack}`).not.to.match(/viem/);
  });

  it("escapes what a terminal would take for orders", () => {
    const error = new RegistryArgumentError("a\0b\u001b[2J", "c\u202ed");
    expect([error.shortMessage, error.suggestion]).to.deep.equal([
      "a\\u{0}b\\u{1b}[2J",
      "c\\u{202e}d",
    ]);
    expect(error.message).to.include("a\\u{0}b");
  });

  it("is short where nobody catches it", async () => {
    const job = fileURLToPath(new URL("uncaught-job.ts", import.meta.url));
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const argument = JSON.stringify({ rpcUrl, deployment, id: parseRobotId(robots.sold), caller });
    const { stderr } = await run(process.execPath, [TYPESCRIPT, job, argument], {
      cwd,
    }).catch((error: { stderr: string }) => error);
    expect(stderr).to.include("does not hold CN-UT01-G1PRO1-26W05000000000001");
    // The message, and where it and the four errors below it come from.
    expect(stderr.split("\n").length).to.be.lessThan(150);
    expect(stderr).not.to.include("stateMutability");
  });
});

describe("A deployment", () => {
  it("is taken as an import of its JSON has it, whose addresses are text", () => {
    const imported: DeploymentJson = JSON.parse(JSON.stringify(deployment));
    const chain = robotIdChain({ deployment: imported, rpcUrls: [rpcUrl] });
    expect(chain.contracts.robotRegistry.address).to.equal(call.address);
    const broken = { ...imported, contracts: { ...imported.contracts } };
    broken.contracts.Dossier = { address: "here", startBlock: 1, codeHash: "0x" };
    expect(() => robotIdChain({ deployment: broken, rpcUrls: [rpcUrl] })).to.throw(
      /gives dossier the address "here"/,
    );
  });
});
