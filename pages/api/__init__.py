"""The assistant for programs: the same five tools through Gradio's API and by MCP."""
