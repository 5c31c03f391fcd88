// Hardhat as the tests of mutants run it: artifacts in a folder of their own, and no limit of size, as nothing is optimized.
import base from "../../hardhat.config.js";
import { ARTIFACTS_VARIABLE } from "./messages.js";

export default {
  ...base,
  paths: { ...base.paths, artifacts: process.env[ARTIFACTS_VARIABLE] },
  networks: {
    default: {
      ...base.networks?.default,
      allowUnlimitedContractSize: true,
      transactionGasCap: false,
      // Ends a loop that a mutant made endless.
      blockGasLimit: 100_000_000,
    },
  },
};
