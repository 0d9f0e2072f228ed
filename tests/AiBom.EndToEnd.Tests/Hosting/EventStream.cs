using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>A subscription over server-sent events, as a page or <c>curl</c> has it.</summary>
internal static class EventStream
{
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
        await foreach (SseItem<string> item in SseParser.Create(body)
            .EnumerateAsync(TestContext.Current.CancellationToken))
        {
            if (item.EventType is "complete")
            {
                yield break;
            }

            yield return JsonElement.Parse(item.Data);
        }

        Assert.Fail("The stream ended before it was complete.");
    }
}
