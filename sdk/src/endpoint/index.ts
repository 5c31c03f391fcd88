// Endpoints of nodes with tokens and authorities of their own, for Node only.
export { waitForHead } from "../internal/head.js";
export { isSameNode } from "../internal/same-node.js";
export { type Endpoint, EndpointError, isEndpoint, parseEndpoint } from "./endpoint.js";
export { endpointFetch } from "./endpoint-fetch.js";
export { endpointErrorOf, endpointFailure, endpointTransport } from "./endpoint-transport.js";
export { bodyOf, isLocal, type LocalServer, listenLocally, MOST_BYTES } from "./local-http.js";
export { startRpcServer, UNPROVEN_CODES } from "./rpc-server.js";
