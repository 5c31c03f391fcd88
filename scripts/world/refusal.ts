// Finds out, from whatever ethers threw, with which of the contracts' errors a call was refused.
import { isHexString } from "ethers";
import { decodeRefusal, RegistryRefusedError } from "../../sdk/src/errors/refusal.js";

export type { RegistryRefusedError };

/** The refusal of a contract in words; undefined where it was something else that failed. */
export function refusalOf(error: unknown): RegistryRefusedError | undefined {
  if (error instanceof RegistryRefusedError) return error;
  const data = revertData(error);
  return data === undefined ? undefined : decodeRefusal(data);
}

/** Nodes and libraries wrap the data of a revert differently: it is the first hexadecimal `data` on the way in. */
function revertData(error: unknown): `0x${string}` | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("data" in error && isHexString(error.data) && error.data.length >= 10) {
    return error.data as `0x${string}`;
  }
  for (const key of ["data", "info", "error", "cause"] as const) {
    const found = key in error ? revertData(error[key as keyof typeof error]) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
