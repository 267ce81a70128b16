namespace Tqq.Server.Web;

/// <summary>Where things are on the web port.</summary>
public static class WebPaths
{
    /// <summary>Where the administrators' pages are.</summary>
    public const string AdminPage = "/admin";

    /// <summary>Where the admin API begins.</summary>
    public const string Admin = "/admin/api/v1";

    /// <summary>Where the description of the admin API is.</summary>
    public const string AdminDocument = Admin + "/openapi.json";

    /// <summary>Where the API of accounts begins.</summary>
    public const string Api = "/api/v1";

    /// <summary>Where the description of the API of accounts is.</summary>
    public const string ApiDocument = Api + "/openapi.json";

    /// <summary>Where the files of the page are.</summary>
    public const string PageFiles = "/page";

    /// <summary>Where the metrics are, for who has the token.</summary>
    public const string Metrics = "/metrics";

    /// <summary>Where the service worker of the page is: at the root, because it is for what lies below it.</summary>
    public const string ServiceWorker = "/service-worker.js";

    /// <summary>Where the faces are.</summary>
    public const string Faces = "/face";
}
