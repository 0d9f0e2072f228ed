using System.Runtime.CompilerServices;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary>One look at a document: its tokens, and how much work may still be done.</summary>
internal ref struct Evaluation(JsonView view, long steps)
{
    private long _steps = steps;

    public JsonView View { get; } = view;

    public readonly ref readonly Token this[int value] => ref View.Tokens[value];

    /// <summary>Counts the application of a schema to a value.</summary>
    /// <exception cref="WorkExceededException">It is one too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (--_steps < 0)
        {
            throw new WorkExceededException();
        }
    }
}

/// <summary>Ends an evaluation that takes more steps than it may, or more stack than there is.</summary>
internal sealed class WorkExceededException : Exception;
