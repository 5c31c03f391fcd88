// Leaves out of the verifier what it never reaches. A phone fetches it, and it has to be small: what is left out here is three fifths of it.
//
// Nothing that is left out can make an answer another one: what is reached all the same throws, and what throws is not proven.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const SDK = new URL("../../sdk/src/", import.meta.url);

/** The sources of the SDK that the verifier is made of. What they do not name of the contracts is left out of their interfaces. */
function sourcesFrom(place: URL, found = new Map<string, string>()): Map<string, string> {
  if (found.has(place.href) || /\/sdk\/src\/(abis|errors)\//.test(place.href)) return found;
  const source = readFileSync(place, "utf8");
  found.set(place.href, source);
  for (const [, next = ""] of source.matchAll(/(?:from |import\()"(\.[^"]+)\.js"/g)) {
    sourcesFrom(new URL(`${next}.ts`, place), found);
  }
  return found;
}

/** Every word that they have between quotes, names of functions, events and errors among them. */
const NAMED = new Set(
  ["evidence/index", "proof/index", "witness/index", "vault/on-chain"]
    .flatMap((file) => [...sourcesFrom(new URL(`${file}.ts`, SDK)).values()])
    .flatMap((source) => [...source.matchAll(/"(\w+)"/g)])
    .map(([, word]) => word),
);

interface AbiItem {
  readonly type: string;
  readonly name?: string;
}

/** What the verifier needs of an interface, as a source of the SDK gives it; `undefined` for another source. */
function neededOf(
  source: string,
): { readonly name: string; readonly items: AbiItem[] } | undefined {
  const [, name, list] = /export const (\w+) = (\[[\s\S]*\]) as const;/.exec(source) ?? [];
  if (name === undefined || list === undefined) return undefined;
  const isNeeded = (item: AbiItem) => item.name !== undefined && NAMED.has(item.name);
  return { name, items: (JSON.parse(list) as AbiItem[]).filter(isNeeded) };
}

/** Contracts that the EVM has built in, and that no view of the registry calls, nor a wallet that signs for a seat (ERC-1271). */
const PRECOMPILES =
  /\/evm\/dist\/esm\/precompiles\/(?!index|types|util|01-|02-|04-)[\w-]+(\/index)?\.js$/;

const THROWS = "() => { throw new Error('The verifier does not have this.'); }";

/** In the place of a module: its exports, each of which throws when it is used. */
const without = (...names: string[]) =>
  names.map((name) => `export const ${name} = ${THROWS};`).join("\n");

interface StandIn {
  readonly of: RegExp;
  readonly code: (id: string) => string;
}

const standIns: readonly StandIn[] = [
  {
    // The policy of the pages allows no WebAssembly, and the SDK does without it where there is none.
    of: /\/hash-wasm\/dist\/index\.esm\.js$/,
    code: () => "export const createKeccak = () => Promise.reject(new Error('no WebAssembly'));",
  },
  {
    // In the place of the EVM's own: the one that checks seals. A wallet that signs for a seat recovers who signed.
    of: /\/@noble\/curves\/secp256k1\.js$/,
    code: () => `import { secp256k1 as curve } from "@noble/curves/secp256k1";
      const order = { n: curve.CURVE.n };
      const recovering = (signature) => ({
        addRecoveryBit: (bit) => ({
          recoverPublicKey: (hash) => {
            const key = signature.addRecoveryBit(bit).recoverPublicKey(hash);
            return { toBytes: (isCompressed) => key.toRawBytes(isCompressed) };
          },
        }),
      });
      export const secp256k1 = {
        Point: { CURVE: () => order },
        Signature: { fromBytes: (bytes) => recovering(curve.Signature.fromCompact(bytes)) },
      };`,
  },
  {
    of: /\/debug\/src\/(browser|index)\.js$/,
    code: () => "export default () => Object.assign(() => {}, { enabled: false });",
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
    // Why such code is none.
    of: /\/evm\/dist\/esm\/eof\/errors\.js$/,
    code: () =>
      `${without("validationError", "validationErrorMsg")}\nexport const EOFErrorMessage = {};`,
  },
  {
    // Nothing is hashed to a point of the curve of seals.
    of: /\/@noble\/curves\/esm\/abstract\/hash-to-curve\.js$/,
    code: () => without("createHasher", "isogenyMap"),
  },
  {
    // Which fork a peer is of. The verifier has none.
    of: /\/@ethereumjs\/common\/dist\/esm\/crc\.js$/,
    code: () => without("crc32"),
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
    of: /\/@ethereumjs\/statemanager\/dist\/esm\/consumeBAL\.js$/,
    code: () => without("consumeBAL"),
  },
  {
    // How long each step took is measured where somebody asks for it.
    of: /\/evm\/dist\/esm\/logger\.js$/,
    code: () => "export class Timer {}\nexport class EVMPerformanceLogger {}",
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
      const errors = neededOf(readFileSync(new URL("abis/errors.ts", SDK), "utf8"));
      const all = (errors?.items ?? []).map(({ name }) => `${name}: ${explain}`);
      return `export const explanations = { ${all.join(", ")} };`;
    },
  },
];

/** A file of viem, from which its own libraries are found. */
const VIEM = createRequire(import.meta.url).resolve("viem");

/** What the SDK and viem load on demand, and the first answer needs: in one file with the rest it is there when the evidence is. */
const NEEDED_AT_ONCE =
  /\/sdk\/src\/proof\/(prover|path)\.ts$|\/viem\/_esm\/(utils\/signature\/recoverPublicKey|actions\/public\/call)\.js$/;

/** Where peers of chains that are nobody's here are found: keys and addresses, which no compression makes smaller. */
const PEERS = /(bootstrapNodes|dnsNetworks): \[[^\]]*\]/g;

/** In the place of what would be fetched on demand: it has no exports, and what is called of it throws. */
const NOT_HERE = "\0not-here";

/**
 * Leaves it out, where a verifier is built.
 *
 * @param isAlone Whether there is one file and nothing to fetch on demand: then it verifies the public view of a robot, no more.
 */
export function slimVerifier({ isAlone = false } = {}): Plugin {
  return {
    name: "slim-verifier",
    enforce: "pre",
    resolveDynamicImport() {
      return isAlone ? NOT_HERE : null;
    },
    async resolveId(source, importer, options) {
      // Of one library, one copy: that of viem serves ethereumjs and the curves too.
      if (!/^@noble\/(hashes\/|curves\/secp256k1$)/.test(source)) return null;
      if (!importer || !/\/@(ethereumjs|noble\/curves)\//.test(importer)) return null;
      return await this.resolve(source.replace(/\.js$/, ""), VIEM, { ...options, skipSelf: true });
    },
    load(id) {
      if (id === NOT_HERE) return "export {};";
      return standIns.find(({ of }) => of.test(id))?.code(id);
    },
    transform(code, id) {
      if (NEEDED_AT_ONCE.test(id)) return { code: importedAtOnce(code), map: null };
      if (id.endsWith("/@ethereumjs/common/dist/esm/chains.js")) {
        return { code: code.replaceAll(PEERS, "$1: []"), map: null };
      }
      if (!/\/sdk\/src\/abis\/[\w-]+\.ts$/.test(id)) return undefined;
      const needed = neededOf(code);
      return (
        needed && {
          code: `export const ${needed.name} = ${JSON.stringify(needed.items)};`,
          map: null,
        }
      );
    },
  };
}

/** A module whose imports on demand come with it. */
function importedAtOnce(code: string): string {
  const imports: string[] = [];
  const rest = code.replaceAll(
    /const (\{[^}]+\}) = await (import\()(["'][^"']+["'])\);/g,
    (_, names, _call, from) => {
      imports.push(`import ${names} from ${from};`);
      return "";
    },
  );
  return [...imports, rest].join("\n");
}
