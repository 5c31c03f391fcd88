// Leaves out of the verifier what it never reaches. A phone fetches it, and it has to be small: what is left out here is three fifths of it.
//
// Nothing that is left out can make an answer another one: what is reached all the same throws, and what throws is not proven.
import { createRequire } from "node:module";
import type { Plugin } from "vite";

/** What is read of the contracts for the public view of a robot; all else of their interfaces is left out of its verifier. */
const FUNCTIONS = new Set([
  ...["status", "openCampaignsOf", "approval", "isApproved", "seatOf"],
  ...["getValidators"],
]);

/** What a read is refused with that has to be understood. */
const ERRORS = new Set(["ConsortiumUnknownSeat"]);

/** Contracts that the EVM has built in, and that no view of the registry calls. */
const PRECOMPILES =
  /\/evm\/dist\/esm\/precompiles\/(?!index|types|util|02-|04-)[\w-]+(\/index)?\.js$/;

const THROWS = "() => { throw new Error('The verifier does not have this.'); }";

/** In the place of a module: its exports, each of which throws when it is used. */
const without = (...names: string[]) =>
  names.map((name) => `export const ${name} = ${THROWS};`).join("\n");

interface StandIn {
  readonly of: RegExp;
  /** Whether only the verifier of a robot's page does without it. */
  readonly ofRobotAlone?: boolean;
  readonly code: (id: string) => string;
}

const standIns: readonly StandIn[] = [
  {
    // The policy of the pages allows no WebAssembly, and the SDK does without it where there is none.
    of: /\/hash-wasm\/dist\/index\.esm\.js$/,
    code: () => "export const createKeccak = () => Promise.reject(new Error('no WebAssembly'));",
  },
  {
    // Of the EVM's own, the order of the curve alone: it recovers no signature. What checks seals is that of viem.
    of: /\/@noble\/curves\/secp256k1\.js$/,
    code: () =>
      "export const secp256k1 = { Point: { CURVE: () => ({ n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n }) } };",
  },
  {
    of: /\/debug\/src\/(browser|index)\.js$/,
    code: () => "export default () => Object.assign(() => {}, { enabled: false });",
  },
  {
    // The page of a robot asks for the deflated form.
    ofRobotAlone: true,
    of: /\/cborg\/lib\/json\/json\.js$|\/cborg\/lib\/json\.js$/,
    code: () => without("decode", "encode"),
  },
  {
    // A status is proven from state alone: no block is read whole, and no log.
    ofRobotAlone: true,
    of: /\/sdk\/src\/proof\/logs\.ts$/,
    code: () => without("provenLogs"),
  },
  {
    ofRobotAlone: true,
    of: /\/sdk\/src\/proof\/block\.ts$/,
    code: () => without("blockOf", "listRoot", "transactionsOf"),
  },
  {
    // No contract of the registry sends a reader elsewhere (EIP-3668).
    of: /\/viem\/_esm\/utils\/ccip\.js$/,
    code: () =>
      `export const offchainLookupSignature = "0x556f1830";\n${without("offchainLookup", "offchainLookupAbiItem", "ccipRequest")}`,
  },
  {
    of: PRECOMPILES,
    code: (id) => {
      const [, number] = /\/(\w+)-[\w-]+\.js$/.exec(id) ?? [];
      if (number) return without(`precompile${number}`);
      const classes = id.includes("bls12_381")
        ? ["NobleBLS", "MCLBLS"]
        : ["NobleBN254", "RustBN254"];
      return classes
        .map((name) => `export class ${name} { constructor() {} init() {} }`)
        .join("\n");
    },
  },
  {
    // Code in the EVM Object Format is not of any fork of these chains.
    of: /\/evm\/dist\/esm\/eof\/container\.js$/,
    code: () =>
      `${without("validateEOF", "EOFContainer")}\nexport const EOFContainerMode = { Default: 0, Initmode: 1, TxInitmode: 2 };`,
  },
  {
    of: /\/evm\/dist\/esm\/eof\/(setup|stackDelta)\.js$/,
    code: (id) => (id.includes("setup") ? without("setupEOF") : "export const stackDelta = {};"),
  },
  {
    of: /\/evm\/dist\/esm\/eof\/verify\.js$/,
    code: () =>
      `${without("verifyCode")}\nexport const ContainerSectionType = { RuntimeCode: 0, DeploymentCode: 1 };`,
  },
  {
    // Lists of what a block accesses (EIP-7928) are of a later fork.
    of: /\/@ethereumjs\/util\/dist\/esm\/bal\/index\.js$/,
    code: () =>
      without(
        "BlockLevelAccessList",
        "createBlockLevelAccessList",
        "createBlockLevelAccessListFromJSON",
        "createBlockLevelAccessListFromRLP",
      ),
  },
  {
    of: /\/evm\/dist\/esm\/binaryTreeAccessWitness\.js$/,
    code: () => without("BinaryTreeAccessWitness", "generateBinaryExecutionWitness"),
  },
  {
    // A sentence about a refusal is for who writes.
    of: /\/sdk\/src\/errors\/explanations\.ts$/,
    code: () => {
      const explain = "() => ({ message: 'The registry refuses it.', suggestion: '' })";
      const all = [...ERRORS].map((name) => `${name}: ${explain}`);
      return `export const explanations = { ${all.join(", ")} };`;
    },
  },
];

/** A file of viem, from which its own libraries are found. */
const VIEM = createRequire(import.meta.url).resolve("viem");

interface AbiItem {
  readonly type: string;
  readonly name?: string;
}

/**
 * Leaves it out, where a verifier is built.
 *
 * @param of Whether it reads the public view of a robot and nothing else; by default, that of the pages whose worker it is.
 */
export function slimVerifier(of: { readonly readsPublicViewAlone?: boolean } = {}): Plugin {
  let readsPublicViewAlone = true;
  return {
    name: "slim-verifier",
    enforce: "pre",
    options({ input }) {
      readsPublicViewAlone =
        of.readsPublicViewAlone ?? JSON.stringify(input).includes("robot.worker");
    },
    async resolveId(source, importer, options) {
      // Of one library, one copy: that of viem serves ethereumjs too.
      if (!source.startsWith("@noble/hashes/") || !importer?.includes("/@ethereumjs/")) return null;
      return await this.resolve(source.replace(/\.js$/, ""), VIEM, { ...options, skipSelf: true });
    },
    load(id) {
      return standIns
        .find(
          ({ of, ofRobotAlone = false }) => of.test(id) && (readsPublicViewAlone || !ofRobotAlone),
        )
        ?.code(id);
    },
    transform(code, id) {
      if (!readsPublicViewAlone) return undefined;
      if (!/\/sdk\/src\/abis\/[\w-]+\.ts$/.test(id) || id.endsWith("/index.ts")) return undefined;
      const [, name, list] = /export const (\w+) = (\[[\s\S]*\]) as const;/.exec(code) ?? [];
      if (name === undefined || list === undefined) return undefined;
      const items = (JSON.parse(list) as AbiItem[]).filter(isNeeded);
      return { code: `export const ${name} = ${JSON.stringify(items)};`, map: null };
    },
  };
}

function isNeeded({ type, name = "" }: AbiItem): boolean {
  if (type === "function") return FUNCTIONS.has(name);
  if (type === "error") return ERRORS.has(name);
  return false;
}
