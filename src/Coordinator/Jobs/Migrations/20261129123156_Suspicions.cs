using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Transcoder.Coordinator.Jobs.Migrations
{
    /// <inheritdoc />
    public partial class Suspicions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Suspicions",
                table: "Jobs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Suspicions",
                table: "Jobs");
        }
    }
}
