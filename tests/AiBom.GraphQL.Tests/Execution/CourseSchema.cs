using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

internal sealed record Step(string Name);

internal sealed record Below(string Name);

internal sealed record Room(string Name);

internal sealed record Hall(string Name);

/// <summary>The course of a request: which resolvers were called, in order.</summary>
internal sealed class Course : IDisposable
{
    private readonly TaskCompletionSource _allAreThere = new();
    private int _there;

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Cancels the request.</summary>
    public CancellationTokenSource Request { get; } = new();

    public T Called<T>(string call, T value)
    {
        Calls.Enqueue(call);
        return value;
    }

    public T Cancelled<T>(T value)
    {
        Request.Cancel();
        return Called("cancel", value);
    }

    /// <summary>Waits until this was called as often as it says.</summary>
    public async Task<string> MeetAsync(int of)
    {
        if (Interlocked.Increment(ref _there) == of)
        {
            _allAreThere.SetResult();
        }

        await _allAreThere.Task;
        return "met";
    }

    public void Dispose() => Request.Dispose();
}

/// <summary>Fields that tell when they are resolved.</summary>
internal static class CourseSchema
{
    public static Schema Build()
    {
        var schema = new SchemaBuilder();
        ObjectType<Below> below = schema.Object<Below>("Below", "The level after.");
        below.Field("deeper", "The last level.", Scalars.String)
            .Resolve((context, _) => CourseOf(context).Called("deeper Below", "x"));
        ObjectType<Step> step = schema.Object<Step>("Step", "What a root field gives.");
        step.Field("below", "The level after.", below)
            .Resolve((context, _) => CourseOf(context).Called("below Step", new Below("a")));
        step.Field("broken", "Fails.", Scalars.String).Resolve<string>(string (_, _) => throw new IOException("No."));
        DeclareRoot(schema.Query, step);
        DeclareRoot(schema.Mutation, step);
        DeclarePlaces(schema);
        schema.Subscription.Field("events", "Two events.", step).Subscribe(context => EventsAsync(CourseOf(context)));
        return schema.Build();
    }

    private static void DeclareRoot(ObjectType<object> root, ObjectType<Step> step)
    {
        root.Field("step", "Takes a while.", step).Resolve(async (context, _) =>
        {
            CourseOf(context).Calls.Enqueue($"begin {context.ResponseKey}");
            await Task.Yield();
            return CourseOf(context).Called($"end {context.ResponseKey}", new Step("a"));
        });
        root.Field("fail", "Fails at once.", step).Resolve(Step (context, _) =>
        {
            CourseOf(context).Calls.Enqueue($"begin {context.ResponseKey}");
            throw new IOException("No.");
        });
        root.Field("failLater", "Fails after a while.", step).Resolve(async Task<Step> (context, _) =>
        {
            CourseOf(context).Calls.Enqueue($"begin {context.ResponseKey}");
            await Task.Yield();
            throw new IOException("No.");
        });
        root.Field("cancel", "Cancels the request.", step)
            .Resolve((context, _) => CourseOf(context).Cancelled(new Step("a")));
        root.Field("cancelLeaf", "Cancels the request.", Scalars.Int)
            .Resolve((context, _) => CourseOf(context).Cancelled(1));
        root.Field("wait", "Waits for the end.", step).Resolve(async (context, _) =>
        {
            CourseOf(context).Calls.Enqueue("wait");
            try
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return new Step("a");
            }
            finally
            {
                CourseOf(context).Calls.Enqueue("told");
            }
        });
        DeclareMeet(root);
    }

    private static void DeclarePlaces(SchemaBuilder schema)
    {
        InterfaceType place = schema.Interface("Place", "A room or a hall.");
        place.Field("meet", "Waits for the others.", Scalars.String)
            .Argument("of", "How many.", Scalars.Int.NonNull());
        place.Field("count", "How many were asked with it.", Scalars.Int);
        ObjectType<Room> room = schema.Object<Room>("Room", "A room.").Implementing(place);
        ObjectType<Hall> hall = schema.Object<Hall>("Hall", "A hall.").Implementing(place);
        DeclareMeet(room);
        DeclareMeet(hall);
        DeclareCount(room);
        DeclareCount(hall);
        schema.Query.Field("room", "A room.", room).Resolve((_, _) => new Room("a"));
        schema.Query.Field("rooms", "Rooms.", room.List())
            .Argument("size", "How many.", Scalars.Int.NonNull())
            .Resolve((context, _) => Enumerable.Repeat(new Room("a"), context.Argument<int>("size")));
        schema.Query.Field("places", "One of each.", place.List())
            .Resolve((_, _) => new object[] { new Room("a"), new Hall("a") });
    }

    private static void DeclareMeet<T>(ObjectType<T> type)
        where T : notnull => type.Field("meet", "Waits for the others.", Scalars.String)
            .Argument("of", "How many.", Scalars.Int.NonNull())
            .Resolve((context, _) => CourseOf(context).MeetAsync(context.Argument<int>("of")));

    private static void DeclareCount<T>(ObjectType<T> type)
        where T : notnull => type.Field("count", "How many were asked with it.", Scalars.Int)
            .ResolveBatch((context, items) => CourseOf(context).Called(
                $"count of {items.Count} {typeof(T).Name}", Enumerable.Repeat(items.Count, items.Count)));

    private static async IAsyncEnumerable<Step> EventsAsync(
        Course course,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (int i = 0; i < 2; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return course.Called("event", new Step("a"));
            }
        }
        finally
        {
            course.Calls.Enqueue("disposed");
        }
    }

    private static Course CourseOf(ResolveContext context) => context.State<Course>();
}
