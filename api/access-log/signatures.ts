// Whether an account signed something: by its key, or as its contract says (ERC-1271).
import {
  type Address,
  type Client,
  type Hex,
  isAddressEqual,
  parseAbi,
  recoverAddress,
} from "viem";
import { getCode, readContract } from "viem/actions";

const ERC1271_ABI = parseAbi([
  "function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)",
]);
const ERC1271_MAGIC = "0x1626ba7e";
/** How the code of an account begins that has a key and lent itself code (EIP-7702). */
const DELEGATED = "0xef0100";

/**
 * Asks the chain.
 *
 * @param isFault Whether an error is of the node, and not the contract's answer: it is thrown.
 */
export async function hasSigned(
  client: Client,
  {
    account,
    hash,
    signature,
  }: { readonly account: Address; readonly hash: Hex; readonly signature: Hex },
  isFault: (error: unknown) => boolean,
): Promise<boolean> {
  const code = await getCode(client, { address: account });
  if (code === undefined || code === "0x" || code.startsWith(DELEGATED)) {
    const signer = await recoverAddress({ hash, signature }).catch(() => undefined);
    if (signer && isAddressEqual(signer, account)) return true;
    if (code === undefined || code === "0x") return false;
  }
  try {
    const answer = await readContract(client, {
      address: account,
      abi: ERC1271_ABI,
      functionName: "isValidSignature",
      args: [hash, signature],
    });
    return answer === ERC1271_MAGIC;
  } catch (error) {
    if (isFault(error)) throw error;
    return false;
  }
}
