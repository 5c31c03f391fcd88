#!/usr/bin/env node
// Starts `robotid-mcp`.
import "../dist/main.js";
