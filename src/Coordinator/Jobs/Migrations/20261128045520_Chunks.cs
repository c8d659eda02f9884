using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Transcoder.Coordinator.Jobs.Migrations
{
    /// <inheritdoc />
    public partial class Chunks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Chunk",
                table: "Parts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CutBytes",
                table: "Parts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CutSha256",
                table: "Parts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Raced",
                table: "Parts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Chunks",
                table: "Jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "FramesDone",
                table: "Jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "PictureOffset",
                table: "Jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Rotation",
                table: "Jobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Toolchain",
                table: "Jobs",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Chunk",
                table: "Parts");

            migrationBuilder.DropColumn(
                name: "CutBytes",
                table: "Parts");

            migrationBuilder.DropColumn(
                name: "CutSha256",
                table: "Parts");

            migrationBuilder.DropColumn(
                name: "Raced",
                table: "Parts");

            migrationBuilder.DropColumn(
                name: "Chunks",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "FramesDone",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "PictureOffset",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "Rotation",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "Toolchain",
                table: "Jobs");
        }
    }
}
