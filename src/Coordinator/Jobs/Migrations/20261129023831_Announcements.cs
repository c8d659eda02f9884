using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Transcoder.Coordinator.Jobs.Migrations
{
    /// <inheritdoc />
    public partial class Announcements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Announced",
                table: "Jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // What has become of jobs so far is no news.
            migrationBuilder.Sql("UPDATE \"Jobs\" SET \"Announced\" = \"State\"");

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_Unannounced",
                table: "Jobs",
                column: "Id",
                filter: "\"Announced\" <> \"State\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Jobs_Unannounced",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "Announced",
                table: "Jobs");
        }
    }
}
