"""The assistant for programs: the same tools through Gradio's API and by MCP."""
