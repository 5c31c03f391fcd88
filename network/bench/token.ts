// The ERC-20 of the benchmark, compiled when it is needed: it is not part of what is deployed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Abi, Hex } from "viem";

const require = createRequire(import.meta.url);

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>;
};

/** Its ABI and creation code, by the compiler and with the settings of the registry. */
export function compileToken(): { abi: Abi; bytecode: Hex } {
  const solc = require("solc") as {
    compile(input: string, callbacks: { import(path: string): { contents: string } }): string;
  };
  const source = new URL("Token.sol", import.meta.url);
  const input = {
    language: "Solidity",
    sources: { "Token.sol": { content: readFileSync(source, "utf8") } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      viaIR: true,
      evmVersion: "osaka",
      outputSelection: { "Token.sol": { Token: ["abi", "evm.bytecode.object"] } },
    },
  };
  const imported = (path: string) => ({ contents: readFileSync(require.resolve(path), "utf8") });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: imported })) as Output;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  const token = output.contracts["Token.sol"]?.Token;
  if (errors.length > 0 || token === undefined) {
    throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  }
  return { abi: token.abi, bytecode: `0x${token.evm.bytecode.object}` };
}
