using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Asking;

/// <summary>The answers to some questions: when the record was fresh, after a restart, and after a rebuild.</summary>
internal sealed class Transcript
{
    private readonly Dictionary<string, JsonElement> earlier = [];
    private readonly List<(string Stage, Dictionary<string, JsonElement> Answers)> stages = [];

    /// <summary>The answer of the fresh record.</summary>
    public JsonElement this[string question] =>
        earlier.TryGetValue(question, out JsonElement answer) ? answer : stages[0].Answers[question];

    /// <summary>Asks three times, with a restart and a rebuild between.</summary>
    public static async Task<Transcript> RecordAsync(ServerHost host, params Question[] questions)
    {
        var transcript = new Transcript();
        await transcript.AskAsync("fresh", host.Client, questions);
        await host.RestartAsync();
        await transcript.AskAsync("restarted", host.Client, questions);
        await host.RebuildAsync();
        await transcript.AskAsync("rebuilt", host.Client, questions);
        return transcript;
    }

    /// <summary>Adds an answer that was given earlier, and is not compared.</summary>
    public void Add(string question, JsonElement answer) => earlier.Add(question, answer);

    /// <summary>Every answer is the same to the byte at every stage.</summary>
    public void AssertSame() => Assert.All(stages.Skip(1), stage => Assert.All(stages[0].Answers, answer =>
        Assert.True(
            answer.Value.GetRawText() == stage.Answers[answer.Key].GetRawText(),
            $"'{answer.Key}' when {stage.Stage}: {stage.Answers[answer.Key]}\nwhen fresh: {answer.Value}")));

    private async Task AskAsync(string stage, AibomClient client, Question[] questions)
    {
        var answers = new Dictionary<string, JsonElement>();
        foreach (Question question in questions)
        {
            answers.Add(question.Name, await question.AskAsync(client));
        }

        stages.Add((stage, answers));
    }
}
