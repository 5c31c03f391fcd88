// Every action that writes, one line a file: what this lists, `registryWriteActions` puts on a client.
export * from "./issueLot.js";
