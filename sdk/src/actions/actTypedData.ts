import type { Address, Hex } from "viem";
import type { RegistryClient } from "../internal/call.js";
import { toNumber } from "../internal/convert.js";
import { domainOf, signedTypes } from "../internal/typed-data.js";
import { type CountryCode, type RobotId, toBytes, toBytes32 } from "../robot-id.js";
import type { Flag } from "../words.js";
import { type Consent, consentDigest } from "./consentTypedData.js";

/** What somebody can sign and anybody submit, beside a consent. Each is named as the action that does it directly. */
export interface ActTerms {
  /** Objects to a registrar order. Signed by the holder it is against. */
  readonly objectToOrder: {
    /** Number of the order. */
    readonly order: bigint;
    /** Salted commitment to the objection. */
    readonly reasonDigest: Hex;
  };
  /** Reports a robot stolen or disputed. Signed by one who may. */
  readonly raiseFlag: {
    /** What is reported. */
    readonly flag: Flag;
    /** Salted commitment to the report. */
    readonly reasonDigest: Hex;
  };
  /** Clears a report. Signed by one who may. */
  readonly clearFlag: {
    /** What was reported. */
    readonly flag: Flag;
    /** Salted commitment to the reason. */
    readonly reasonDigest: Hex;
  };
  /** Names who runs a robot. Signed by the holder. */
  readonly setOperator: {
    /** The operator; zero ends a term. */
    readonly operator: Address;
    /** When its term ends, in seconds. */
    readonly until: number;
  };
  /** Offers a robot to a recycler. Signed by the holder. */
  readonly offerIntake: {
    /** The recycler; zero takes an offer back. */
    readonly recycler: Address;
  };
  /** Takes a robot back that a recycler offers back. Signed by the holder. */
  readonly takeBack: object;
  /** Moves a robot to another market. Signed by the holder. */
  readonly relocate: {
    /** The market. */
    readonly country: CountryCode;
  };
  /** Revokes one consent. Signed by either side. */
  readonly revokeConsent: {
    /** The consent. */
    readonly consent: Consent;
  };
  /** Revokes every consent that the signer signed as the holder of the robot and that was not used yet. */
  readonly revokeConsents: object;
}

/** What is done by a signature. */
export type ActName = keyof ActTerms;

/** Something about a robot that somebody signs and anybody submits. `prepareAct` makes it. */
export type Act = {
  [name in ActName]: ActTerms[name] & {
    /** What is done. */
    readonly act: name;
    /** The robot. */
    readonly id: RobotId;
    /** Who signs it. */
    readonly signer: Address;
    /** Number of the signer's acts about this robot until now: none is done twice. */
    readonly nonce: bigint;
    /** Last block time at which the signature is good, in seconds. */
    readonly deadline: number;
  };
}[ActName];

/**
 * The EIP-712 typed data of an act, for anyone who signs elsewhere: in a wallet, on a hardware key.
 * See `signAct` for an account that the client has.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const act = await dealer.prepareAct({
 *   act: "raiseFlag",
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   flag: "stolen",
 *   reasonDigest: createCommitment("Report 2026-7").commitment,
 *   signer: owner.account.address,
 *   deadline: new Date("2026-03-01"),
 * });
 * const signature = await owner.account.signTypedData(dealer.actTypedData(act));
 * signature.length; // 132
 * ```
 */
export function actTypedData(client: RegistryClient, act: Act): ActTypedData {
  const { id, signer, nonce, deadline } = act;
  const common = { robotId: toBytes32(id), signer, nonce, deadline: BigInt(deadline) };
  const domain = domainOf(client);
  switch (act.act) {
    case "objectToOrder": {
      const { order, reasonDigest } = act;
      return typed(domain, "Objection", { ...common, order, reasonDigest });
    }
    case "raiseFlag":
    case "clearFlag": {
      const primaryType = act.act === "raiseFlag" ? "FlagReport" : "FlagClearance";
      const flag = toNumber("enum IRobotFlags.Flag", act.flag);
      return typed(domain, primaryType, { ...common, flag, reasonDigest: act.reasonDigest });
    }
    case "setOperator": {
      const { operator, until } = act;
      return typed(domain, "OperatorNaming", { ...common, operator, until });
    }
    case "offerIntake":
      return typed(domain, "IntakeOffer", { ...common, recycler: act.recycler });
    case "takeBack":
      return typed(domain, "TakingBack", common);
    case "relocate":
      return typed(domain, "Relocation", { ...common, country: toBytes(act.country) });
    case "revokeConsent": {
      const digest = consentDigest(client, act.consent);
      return typed(domain, "ConsentRevocation", { ...common, consentDigest: digest });
    }
    case "revokeConsents":
      return typed(domain, "ConsentsRevocation", common);
  }
}

/** EIP-712 typed data of an act, as viem, wallets and `eth_signTypedData_v4` take it. */
export interface ActTypedData {
  /** Registry and chain that it is good for. */
  readonly domain: ReturnType<typeof domainOf>;
  /** Its fields, in the order in which they are signed. */
  readonly types: Readonly<
    Record<string, readonly { readonly name: string; readonly type: string }[]>
  >;
  /** Its name. */
  readonly primaryType: string;
  /** What is signed. */
  readonly message: Readonly<Record<string, unknown>>;
}

function typed(
  domain: ReturnType<typeof domainOf>,
  primaryType: keyof typeof signedTypes,
  message: Readonly<Record<string, unknown>>,
): ActTypedData {
  return { domain, types: { [primaryType]: signedTypes[primaryType] }, primaryType, message };
}
