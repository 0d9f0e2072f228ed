using System.Collections.Immutable;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Walks a document once, keeps the position in the schema, and shows each node to every rule. The depth of the
/// recursion is that of the document, which the parser bounds.
/// </summary>
internal sealed partial class DocumentWalker(ValidationContext context, ImmutableArray<ValidationRule> rules)
{
    private readonly TypePosition _at = context.Position;
    private readonly Schema _schema = context.Schema;

    public void Walk()
    {
        foreach (DefinitionNode definition in context.Document.Definitions)
        {
            foreach (ValidationRule rule in rules)
            {
                rule.Enter(definition);
            }

            switch (definition)
            {
                case ExecutableDefinitionNode executable:
                    WalkDefinition(executable);
                    break;
                case TypeSystemNode typeSystem:
                    WalkDefinition(typeSystem);
                    break;
            }
        }

        foreach (ValidationRule rule in rules)
        {
            rule.Leave(context.Document);
        }
    }

    private void WalkDefinition(ExecutableDefinitionNode definition)
    {
        _at.Definition = definition;
        foreach (VariableDefinitionNode variable in definition.Variables)
        {
            WalkVariable(variable);
        }

        if (definition is FragmentDefinitionNode fragment)
        {
            WalkTypeName(fragment.TypeCondition);
            _at.Type = OutputType(fragment.TypeCondition);
            WalkDirectives(definition.Directives, DirectiveLocation.FragmentDefinition);
        }
        else
        {
            OperationType operation = ((OperationDefinitionNode)definition).Operation;
            _at.Type = _schema.RootType(operation);
            WalkDirectives(definition.Directives, operation switch
            {
                OperationType.Query => DirectiveLocation.Query,
                OperationType.Mutation => DirectiveLocation.Mutation,
                _ => DirectiveLocation.Subscription,
            });
        }

        WalkSelections(definition.SelectionSet);
        _at.Type = null;
        _at.Definition = null;
    }

    private void WalkVariable(VariableDefinitionNode variable)
    {
        WalkTypeName(variable.Type);
        _at.InputType = _schema.FindType(variable.Type) is { IsInput: true } input ? input : null;
        foreach (ValidationRule rule in rules)
        {
            rule.Enter(variable);
        }

        if (variable.DefaultValue is not null)
        {
            WalkValue(variable.DefaultValue);
        }

        _at.InputType = null;
        WalkDirectives(variable.Directives, DirectiveLocation.VariableDefinition);
    }

    private void WalkTypeName(TypeNode reference)
    {
        TypeNode type = reference;
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.Type : ((NonNullTypeNode)type).Type;
        }

        foreach (ValidationRule rule in rules)
        {
            rule.Enter((NamedTypeNode)type);
        }
    }

    private void WalkSelections(SelectionSetNode selections)
    {
        CompositeType? outer = _at.ParentType;
        _at.ParentType = _at.Type?.Named as CompositeType;
        foreach (ValidationRule rule in rules)
        {
            rule.Enter(selections);
        }

        foreach (SelectionNode selection in selections.Selections)
        {
            if (!context.IsFull)
            {
                WalkSelection(selection);
            }
        }

        _at.ParentType = outer;
    }

    private void WalkSelection(SelectionNode selection)
    {
        GraphQLType? outer = _at.Type;
        switch (selection)
        {
            case FieldNode field:
                WalkField(field);
                break;
            case InlineFragmentNode fragment:
                WalkInlineFragment(fragment);
                break;
            case FragmentSpreadNode spread:
                foreach (ValidationRule rule in rules)
                {
                    rule.Enter(spread);
                }

                WalkDirectives(spread.Directives, DirectiveLocation.FragmentSpread);
                break;
        }

        _at.Type = outer;
    }

    private void WalkField(FieldNode field)
    {
        Field? outer = _at.Field;
        _at.Field = _at.ParentType is null ? null : _schema.FindField(_at.ParentType, field.Name.Value);
        _at.Type = _at.Field is { Type.IsOutput: true } known ? known.Type : null;
        foreach (ValidationRule rule in rules)
        {
            rule.Enter(field);
        }

        foreach (ArgumentNode argument in field.Arguments)
        {
            WalkArgument(argument, _at.Field?.FindArgument(argument.Name.Value));
        }

        WalkDirectives(field.Directives, DirectiveLocation.Field);
        if (field.SelectionSet is not null)
        {
            WalkSelections(field.SelectionSet);
        }

        _at.Field = outer;
    }

    private void WalkInlineFragment(InlineFragmentNode fragment)
    {
        _at.Type = fragment.TypeCondition is null ? _at.ParentType : OutputType(fragment.TypeCondition);
        foreach (ValidationRule rule in rules)
        {
            rule.Enter(fragment);
        }

        if (fragment.TypeCondition is not null)
        {
            WalkTypeName(fragment.TypeCondition);
        }

        WalkDirectives(fragment.Directives, DirectiveLocation.InlineFragment);
        WalkSelections(fragment.SelectionSet);
    }

    private void WalkDirectives(ImmutableArray<DirectiveNode> directives, DirectiveLocation location)
    {
        if (directives.IsEmpty)
        {
            return;
        }

        _at.DirectiveLocation = location;
        foreach (ValidationRule rule in rules)
        {
            rule.Enter(directives.AsSpan());
        }

        foreach (DirectiveNode directive in directives)
        {
            _at.DirectiveNode = directive;
            foreach (ValidationRule rule in rules)
            {
                rule.Enter(directive);
            }

            // Like the reference implementation's, an unknown directive's arguments count as those of the field around.
            Directive? known = _schema.FindDirective(directive.Name.Value);
            foreach (ArgumentNode argument in directive.Arguments)
            {
                string name = argument.Name.Value;
                WalkArgument(argument, known is null ? _at.Field?.FindArgument(name) : known.FindArgument(name));
            }
        }

        _at.DirectiveNode = null;
    }

    private void WalkArgument(ArgumentNode argument, InputValue? known)
    {
        _at.Argument = known;
        _at.InputType = known?.Type;
        _at.HasDefault = known is { HasDefault: true };
        foreach (ValidationRule rule in rules)
        {
            rule.Enter(argument);
        }

        WalkValue(argument.Value);
        _at.Argument = null;
        _at.InputType = null;
        _at.HasDefault = false;
    }

    private void WalkValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                context.Use(variable);
                break;
            case ListValueNode list:
                WalkList(list);
                break;
            case ObjectValueNode input:
                WalkObject(input);
                break;
        }
    }

    private void WalkList(ListValueNode list)
    {
        GraphQLType? type = _at.InputType?.Nullable;
        foreach (ValueNode item in list.Values)
        {
            WalkValueInside(type, item, type is ListType listType ? listType.Item : type, hasDefault: false);
        }
    }

    private void WalkObject(ObjectValueNode input)
    {
        foreach (ValidationRule rule in rules)
        {
            rule.Enter(input);
        }

        var type = _at.InputType?.Named as InputObjectType;
        foreach (ObjectFieldNode field in input.Fields)
        {
            InputValue? known = type?.FindField(field.Name.Value);
            WalkValueInside(type, field.Value, known?.Type, known is { HasDefault: true });
        }
    }

    private void WalkValueInside(GraphQLType? parent, ValueNode value, GraphQLType? type, bool hasDefault)
    {
        (GraphQLType?, GraphQLType?, bool) outer = (_at.ParentInputType, _at.InputType, _at.HasDefault);
        (_at.ParentInputType, _at.InputType, _at.HasDefault) = (parent, type, hasDefault);
        WalkValue(value);
        (_at.ParentInputType, _at.InputType, _at.HasDefault) = outer;
    }

    private NamedType? OutputType(NamedTypeNode name) =>
        _schema.FindType(name.Name.Value) is { IsOutput: true } type ? type : null;
}
