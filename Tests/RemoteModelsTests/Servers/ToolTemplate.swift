import Foundation
import TestSupport

/// A chat template with tools, of which the one in SmolLM2's file knows nothing: the server then passes them over.
///
/// ChatML; calls are JSON between tags, from which llama-server makes the grammar that it holds a call to.
enum ToolTemplate {
    /// The arguments that make llama-server use it.
    static func arguments() throws -> [String] {
        let file = try TestData.temporaryFolder().appendingPathComponent("tools.jinja")
        try Data(text.utf8).write(to: file)
        return ["--jinja", "--chat-template-file", file.path]
    }

    private static let text = #"""
        {%- if tools %}
            {{- '<|im_start|>system\n' }}
            {%- if messages[0].role == 'system' %}
                {{- messages[0].content + '\n\n' }}
            {%- endif %}
            {{- 'You may call functions. They are, one a line:\n<tools>' }}
            {%- for tool in tools %}
                {{- '\n' }}
                {{- tool | tojson }}
            {%- endfor %}
            {{- '\n</tools>\nCall one by its name and arguments as JSON:\n<tool_call>\n{"name": "...", "arguments": {...}}\n</tool_call><|im_end|>\n' }}
        {%- elif messages[0].role == 'system' %}
            {{- '<|im_start|>system\n' + messages[0].content + '<|im_end|>\n' }}
        {%- endif %}
        {%- for message in messages %}
            {%- if message.role == 'user' or (message.role == 'system' and not loop.first) %}
                {{- '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}
            {%- elif message.role == 'assistant' %}
                {{- '<|im_start|>assistant\n' }}
                {%- if message.content %}
                    {{- message.content }}
                {%- endif %}
                {%- for call in message.tool_calls or [] %}
                    {%- if message.content or not loop.first %}
                        {{- '\n' }}
                    {%- endif %}
                    {{- '<tool_call>\n{"name": "' + call.function.name + '", "arguments": ' }}
                    {%- if call.function.arguments is string %}
                        {{- call.function.arguments }}
                    {%- else %}
                        {{- call.function.arguments | tojson }}
                    {%- endif %}
                    {{- '}\n</tool_call>' }}
                {%- endfor %}
                {{- '<|im_end|>\n' }}
            {%- elif message.role == 'tool' %}
                {{- '<|im_start|>tool\n' + message.content + '<|im_end|>\n' }}
            {%- endif %}
        {%- endfor %}
        {%- if add_generation_prompt %}
            {{- '<|im_start|>assistant\n' }}
        {%- endif %}
        """#
}
