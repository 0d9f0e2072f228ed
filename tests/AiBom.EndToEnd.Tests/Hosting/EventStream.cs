using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>A subscription over server-sent events, as a page or <c>curl</c> has it.</summary>
internal static class EventStream
{
    /// <summary>How long an event may take to come: a test for which none comes fails and does not hang.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The results of a subscription until the server completes it.</summary>
    public static async IAsyncEnumerable<JsonElement> OpenAsync(
        AibomClient client, string query, object? variables = null)
    {
        using var http = new HttpClient { BaseAddress = client.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AibomClient.Token);
        http.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        using HttpResponseMessage response = await http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<SseItem<string>> items = SseParser.Create(body)
            .EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        while (await items.MoveNextAsync().AsTask().WaitAsync(Patience))
        {
            if (items.Current.EventType is "complete")
            {
                yield break;
            }

            yield return JsonElement.Parse(items.Current.Data);
        }

        Assert.Fail("The stream ended before it was complete.");
    }
}
