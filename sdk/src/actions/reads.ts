// Every action that reads, one line a file: what this lists, `registryReadActions` puts on a client.
export {};
