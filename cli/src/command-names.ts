// The command for an action of the SDK, where an explanation of the SDK names the action as what to do next.

const COMMANDS: Readonly<Record<string, string>> = {
  allowResignation: "governance allow-resignation",
  approveTransfer: "transfer approve",
  clearFlag: "flag clear",
  getManufacturer: "authority show",
  issueList: "issue list",
  issueLot: "issue lot",
  nameSuccessor: "authority succession name",
  objectToOrder: "order object",
  offerIntake: "scrap offer",
  offerReturn: "scrap offer-return",
  openCampaign: "recall open",
  proposeAuthority: "governance name-account",
  proposeManufacturerAccount: "authority name-account",
  proposeOrder: "order propose",
  registerModel: "authority model register",
  remedyUnits: "recall remedy",
  reopenUnits: "recall reopen",
  setOperator: "operator name",
  signAttestation: "device attest",
  supportClearance: "flag support-clearance",
};

/** A text with commands in the place of actions. */
export function withCommands(text: string): string {
  return text.replace(/\b[a-z]+[A-Z]\w*\b/g, (word) =>
    Object.hasOwn(COMMANDS, word) ? `\`robotid ${COMMANDS[word]}\`` : word,
  );
}
