"""The assistant for programs: the same four tools through Gradio's API and by MCP."""
