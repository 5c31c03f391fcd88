// A Hardhat plugin that takes the contracts as they were built, where the command that started this
// process has just built them. A build that changes nothing writes its cache and the contracts'
// types all the same: two at once get in each other's way.
import type { HardhatPlugin } from "hardhat/types/plugins";
import { type CacheHitFileBuildResult, FileBuildResultType } from "hardhat/types/solidity";

/** Environment that says so to Hardhat. */
export const BUILT = { OPEN_ROBOT_ID_CONTRACTS_BUILT: "1" };

/** Whether it says so here. */
export const isBuilt = (): boolean =>
  process.env.OPEN_ROBOT_ID_CONTRACTS_BUILT === BUILT.OPEN_ROBOT_ID_CONTRACTS_BUILT;

const untouched: CacheHitFileBuildResult = {
  type: FileBuildResultType.CACHE_HIT,
  buildId: "",
  contractArtifactsGenerated: [],
};

export const builtOnce: HardhatPlugin = {
  id: "built-once",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        build: async (context, files, options, next) =>
          isBuilt() && options?.scope !== "tests"
            ? new Map(files.map((file) => [file, untouched]))
            : await next(context, files, options),
      }),
    }),
  },
};
