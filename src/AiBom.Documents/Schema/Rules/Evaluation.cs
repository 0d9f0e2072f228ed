using System.Runtime.CompilerServices;
using AiBom.Documents.Json;

namespace AiBom.Documents.Schema.Rules;

/// <summary>One look at a document: its tokens, and how much work may still be done.</summary>
internal ref struct Evaluation(JsonView view, long steps)
{
    private long _steps = steps;

    public JsonView View { get; } = view;

    public readonly ref readonly Token this[int value] => ref View.Tokens[value];

    /// <summary>
    /// Whether it took more steps than it may, or more stack than there is. Then nothing that was found since counts.
    /// </summary>
    public readonly bool IsExhausted => _steps < 0;

    /// <summary>Counts the application of a schema to a value; false where it is one too many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryStep() => --_steps >= 0;

    /// <summary>Whether there is stack for one level more.</summary>
    public bool TryDescend()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _steps = -1;
        }

        return !IsExhausted;
    }
}
