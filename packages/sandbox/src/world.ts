// What the package brings: the chain as it was when the year of the example world had been played, and what is on it. Made by
// scripts/state.ts when the package is built.
import { readFileSync } from "node:fs";

type Hex = `0x${string}`;

/** Where the contracts are, and what proofs begin with: what `robotIdChain` and `anchorOf` of the SDK take. */
export interface SandboxDeployment {
  readonly chainId: number;
  /** Name of the set of parameters that it was deployed with. */
  readonly parameters: string;
  readonly anchor: {
    readonly genesisHash: Hex;
    readonly validators: readonly Hex[];
    readonly seals: "none";
  };
  /** By their Solidity names. */
  readonly contracts: Readonly<
    Record<string, { readonly address: Hex; readonly startBlock: number; readonly codeHash: Hex }>
  >;
}

/** Somebody of the example world. The keys are public: they guard nothing. */
export interface SandboxAccount {
  /** Short name: `beihu` is a maker, `lira` a private owner, `es` a standards body. */
  readonly key: string;
  /** Full name, as the registry has it where it has one. */
  readonly name: string;
  readonly address: Hex;
  readonly privateKey: Hex;
}

/** A robot that is worth looking at. */
export interface SandboxRobot {
  /** 29 characters. */
  readonly code: string;
  /** What `verdictOf` of the SDK says of it. */
  readonly verdict: string;
  /** Why one would look at it. */
  readonly about: string;
}

/** What `state/world.json` holds. */
export interface StoredWorld {
  /** Time of the latest block, in seconds. */
  readonly time: number;
  readonly deployment: SandboxDeployment;
  readonly accounts: readonly SandboxAccount[];
  readonly robots: readonly SandboxRobot[];
}

const fileOf = (name: string): URL => new URL(`../state/${name}`, import.meta.url);

/** What is on the chain. */
export const readWorld = (): StoredWorld =>
  JSON.parse(readFileSync(fileOf("world.json"), "utf8")) as StoredWorld;

/** The chain, as anvil takes it: JSON, compressed with gzip. */
export const readChain = (): Buffer => readFileSync(fileOf("chain.json.gz"));

/** The tables of the index as of the end of that chain: see `tables.ts`. */
export const readTables = (): Buffer => readFileSync(fileOf("tables.tar.br"));
