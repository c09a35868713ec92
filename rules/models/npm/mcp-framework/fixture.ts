// Every row of the pack.
import { MCPServer, MCPTool } from "mcp-framework";
import { z } from "zod";

class Weather extends MCPTool {
  name = "weather";
  description = "Weather of a city";
  schema = z.object({ city: z.string().describe("City") });

  async execute({ city }: { city: string }) {
    return `sunny in ${city}`;
  }
}

export const tools = [Weather];
const server = new MCPServer();
server.start();
