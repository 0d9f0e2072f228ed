using System.Runtime.CompilerServices;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// A rule of section 5. The walker calls it at each node it asks about; <see cref="Context"/> then says where in the
/// schema that node is. A rule has the name that the reference implementation gives it, without "Rule".
/// </summary>
internal abstract class ValidationRule(ValidationContext context)
{
    public ValidationContext Context { get; } = context;

    public virtual void Enter(DefinitionNode definition)
    {
    }

    public virtual void Enter(VariableDefinitionNode variable)
    {
    }

    public virtual void Enter(SelectionSetNode selections)
    {
    }

    public virtual void Enter(FieldNode field)
    {
    }

    public virtual void Enter(FragmentSpreadNode spread)
    {
    }

    public virtual void Enter(InlineFragmentNode fragment)
    {
    }

    public virtual void Enter(DirectiveNode directive)
    {
    }

    public virtual void Enter(ArgumentNode argument)
    {
    }

    public virtual void Enter(ObjectValueNode value)
    {
    }

    public virtual void Enter(NamedTypeNode type)
    {
    }

    /// <summary>The directives of one place, before each of them.</summary>
    public virtual void Enter(ReadOnlySpan<DirectiveNode> directives)
    {
    }

    /// <summary>After all definitions, when the context knows all fragments and all uses of variables.</summary>
    public virtual void Leave(DocumentNode document)
    {
    }

    protected void Report(string message, params ReadOnlySpan<SyntaxNode> nodes) =>
        Context.Report(GetType().Name, message, nodes);

    protected void Report(
        [InterpolatedStringHandlerArgument("")] RuleMessage message,
        params ReadOnlySpan<SyntaxNode> nodes) => Report(message.ToString(), nodes);
}
