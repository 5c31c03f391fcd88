// Who tests what reads logs of vaults signs heads as a vault does.
export { signHead } from "@openrobotid/api-server/access-log/signed-head";
