// What is refused of what people, makers and robots signed.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { robot, time } from "./show.js";

export const acts: Explanations<ErrorsOf<"SignedActs">> = {
  SignedActsBound: ({ registry }) => ({
    message: `The contract is bound to the registry ${registry} already.`,
    suggestion: "Deploy the registry with a companion of its own.",
  }),
  SignedActsConsentFromOther: ({ id, from, holder }) => ({
    message: `The consent for ${robot(id)} is from ${from}, but ${holder} holds it.`,
    suggestion: "Prepare the consent again: its holder must be the one who gives.",
  }),
  SignedActsConsentNonce: ({ id, nonce, expected }) => ({
    message: `The consent for ${robot(id)} carries the nonce ${nonce}, and ${expected} is due: it is used up, revoked or too early.`,
    suggestion: "Prepare the consent again and have both sides sign it.",
  }),
  SignedActsConsentRevoked: ({ consentDigest, account }) => ({
    message: `${account} revoked the consent ${consentDigest}.`,
    suggestion: "Prepare another, and have both sides sign it.",
  }),
  SignedActsDeviceSignature: ({ id, keyDigest }) => ({
    message: `The signature of ${robot(id)} does not verify under its device key ${keyDigest}.`,
    suggestion:
      "Have the robot sign the challenge for its present holder: ES256 over the 32 bytes, s in the low half.",
  }),
  SignedActsExpired: ({ id, deadline, timestamp }) => ({
    message: `What was signed for ${robot(id)} was good until ${time(deadline)}; it is ${time(timestamp)}.`,
    suggestion: "Have it signed with a later deadline.",
  }),
  SignedActsHeadChanged: ({ id, expectedHead, head }) => ({
    message: `The consent for ${robot(id)} expects the history to end with ${expectedHead}, and it ends with ${head}: something happened since.`,
    suggestion: "Read the history, and have both sides sign another consent.",
  }),
  SignedActsNoReceiver: ({ id }) => ({
    message: `The consent for ${robot(id)} names nobody who takes it.`,
    suggestion: "Name the receiver, and have both sides sign.",
  }),
  SignedActsNotASide: ({ consentDigest, account }) => ({
    message: `${account} is on no side of the consent ${consentDigest}.`,
    suggestion: "Have the giver or the receiver revoke it.",
  }),
  SignedActsNotAttested: ({ id, attester }) => ({
    message: `${attester} did not sign for this device key and birth record of ${robot(id)}, or no longer signs for its maker.`,
    suggestion:
      "Have the maker's account sign the attestation (signAttestation) for exactly these values.",
  }),
  SignedActsNotSigned: ({ id, signer, nonce }) => ({
    message: `${signer} did not sign exactly this for ${robot(id)}, with the nonce ${nonce}.`,
    suggestion:
      "Prepare it again and have it signed field by field, for this chain and registry; a consent needs both sides.",
  }),
  SignedActsOtherAuthorities: ({ expected, authorities }) => ({
    message: `The contract asks the authorities' register ${expected}, the registry that binds it asks ${authorities}.`,
    suggestion: "Deploy both with the same register.",
  }),
};
