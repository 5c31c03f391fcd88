// What a node answers that cannot do what it is asked.
import {
  AbiDecodingZeroDataError,
  BaseError,
  RpcError,
  RpcRequestError,
  UnknownRpcError,
} from "viem";
import { proofErrorOf } from "../proof/errors.js";

/** Whether a node answered, and said that it cannot: it does not keep the state of that block, or has not got there. Some give nothing then. */
export function isRefusal(error: unknown): boolean {
  if (proofErrorOf(error)?.answer === "notProven") return true;
  if (!(error instanceof BaseError)) return false;
  if (error.walk((cause) => cause instanceof AbiDecodingZeroDataError)) return true;
  const found = error.walk(
    (cause) => cause instanceof RpcRequestError || cause instanceof RpcError,
  );
  return found !== null && !(found instanceof UnknownRpcError);
}
